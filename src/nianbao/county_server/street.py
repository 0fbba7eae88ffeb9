"""All houses of a county: built when a unit comes in, looked after while it is there."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster
from nianbao.county_server.homes import made_ready
from nianbao.county_server.houses import House
from nianbao.county_server.links import Links
from nianbao.county_server.roll import Roll
from nianbao.county_server.supplies import bring
from nianbao.errors import NianbaoError


class Street:
    """The houses of the units that are at work.

    Args:
        place: The county's places of the year.
        roster: Its units, as they were when the server started.
        links: Their links.
        private: A private folder of the server.
        app: Voilà.
    """

    def __init__(self, place: CountyPlace, roster: Roster, links: Links, private: Path, app: Any) -> None:
        self._place, self._roll, self._links = place, Roll(place.roster, roster), links
        self._private, self._app = private, app
        self._houses: dict[str, House] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._doors: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def get(self, unit: str) -> House | None:
        """Give a unit's house, if it is at work."""
        return self._houses.get(unit)

    async def opened(self, unit: str) -> House:
        """Give a unit's house; build it if need be.

        Raises:
            HTTPError: The roster doesn't know the unit, or its folder can't be filled.
        """
        roster = await asyncio.to_thread(self._roll.now)
        member = roster.by_id(unit)
        if member is None:
            raise HTTPError(404)
        async with self._doors[unit]:
            house = self._houses.get(unit)
            if house is None:
                try:
                    folder = await asyncio.to_thread(made_ready, self._place, roster.county, member)
                except (NianbaoError, OSError) as error:
                    logging.getLogger(__name__).error("%s：%s", member.name, error)
                    raise HTTPError(503) from error
                # Of this house alone, and short, for sockets have short names.
                own = Path(tempfile.mkdtemp(prefix="", dir=self._private))
                mark = self._links.mark(unit)
                county = self._place.folder
                house = House(unit, mark, folder, county, self._private, own, self._app)
                self._houses[unit] = house
            else:
                await asyncio.to_thread(self._bring, house)
            return house

    def _bring(self, house: House) -> None:
        """Bring what the county changed meanwhile; who is at work goes on with the last where that fails."""
        try:
            bring(self._place.folder, house.folder, house.unit)
        except (NianbaoError, OSError) as error:
            logging.getLogger(__name__).error("%s：%s", house.unit, error)

    async def look(self) -> None:
        """Look after each house; one whose link was renewed or withdrawn is closed."""
        await asyncio.gather(*(self._look(unit, house) for unit, house in list(self._houses.items())))

    async def _look(self, unit: str, house: House) -> None:
        try:
            if self._links.mark(unit) == house.mark:
                await house.look()
            else:
                del self._houses[unit]
                await asyncio.shield(self._closed(house))
        except Exception:  # one unit's trouble is none of another's
            logging.getLogger(__name__).exception("looking after %s failed", unit)

    def _closed(self, house: House) -> asyncio.Task[None]:
        """Close a house, to its end: a server that is told to end in the midst of it would wait for its sockets."""
        task = asyncio.create_task(house.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
        return task

    async def close(self) -> None:
        """Close all houses, and wait for those that are being closed."""
        houses, self._houses = list(self._houses.values()), {}
        for house in houses:
            self._closed(house)
        await asyncio.gather(*self._closing, return_exceptions=True)
