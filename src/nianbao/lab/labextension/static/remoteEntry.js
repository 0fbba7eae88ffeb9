// A federated module of JupyterLab, written by hand: what it needs comes from the scope that JupyterLab shares.
(() => {
  const CATEGORY = "年报";
  const CREATE = "nianbao:create-from-template";
  const DESK = "from nianbao.desk import open_desk\n\nopen_desk()";
  const ROOMY = 1500; // CSS pixels of a window that has room for a list of files beside the desk
  const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="5" y="2" width="22" height="28" rx="3" ' +
    'fill="#0b5cad"/><path d="M10 10h12M10 16h12M10 22h7" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>';

  let scope;

  /** Give one of JupyterLab's own modules. */
  async function shared(name) {
    const versions = Object.values(scope[name]);
    const factory = await (versions.find((version) => version.loaded) ?? versions[0]).get();
    return factory();
  }

  /** Ask our half of the server. */
  async function fetched(app, services, path) {
    const settings = app.serviceManager.serverSettings;
    const answer = await services.ServerConnection.makeRequest(`${settings.baseUrl}nianbao/${path}`, {}, settings);
    if (!answer.ok) throw new services.ServerConnection.ResponseError(answer);
    return answer.json();
  }

  /** Find a name that no file of a folder has. */
  async function unusedName(contents, folder, title) {
    const { content } = await contents.get(folder, { content: true });
    const taken = new Set(content.map((entry) => entry.name));
    for (let number = 1; ; number++) {
      const name = number === 1 ? `${title}.ipynb` : `${title} ${number}.ipynb`;
      if (!taken.has(name)) return folder ? `${folder}/${name}` : name;
    }
  }

  async function offerTemplates(app, launcher, services, ui) {
    const contents = app.serviceManager.contents;
    const icon = new ui.LabIcon({ name: "nianbao:report", svgstr: ICON });
    const templates = await fetched(app, services, "templates");
    app.commands.addCommand(CREATE, {
      label: (args) => args.title ?? "年报",
      caption: (args) => `按这个模板新建一个记事本（用于${args.years ?? ""}）`,
      icon: (args) => (args.isPalette ? undefined : icon),
      execute: async ({ name, title, cwd }) => {
        const path = await unusedName(contents, cwd ?? "", title);
        const content = await fetched(app, services, `templates/${encodeURIComponent(name)}`);
        await contents.save(path, { type: "notebook", format: "json", content });
        return app.commands.execute("docmanager:open", { path });
      },
    });
    templates.forEach((template, rank) => {
      launcher.add({ command: CREATE, args: template, category: CATEGORY, rank });
    });
  }

  /** The desk is there without a click, if the notebook's code is the one that we ship. */
  function openDesk(app, tracker, notebook) {
    tracker.widgetAdded.connect(async (_, panel) => {
      await panel.context.ready;
      const code = [...panel.content.model.cells].filter((cell) => cell.type === "code");
      if (code.length !== 1 || code[0].sharedModel.getSource().trim() !== DESK) return;
      await panel.sessionContext.ready;
      if (panel.isDisposed || code[0].executionCount) return;
      if (window.innerWidth < ROOMY) app.shell.collapseLeft();
      await notebook.NotebookActions.runAll(panel.content, panel.sessionContext);
    });
  }

  async function plugins() {
    const [launcher, notebook, services, ui] = await Promise.all(
      ["launcher", "notebook", "services", "ui-components"].map((name) => shared(`@jupyterlab/${name}`)),
    );
    return [
      {
        id: "nianbao:templates",
        description: "Offers the statutory templates as new notebooks.",
        autoStart: true,
        requires: [launcher.ILauncher],
        activate: (app, place) => {
          void offerTemplates(app, place, services, ui).catch((error) => console.warn("nianbao:", error));
        },
      },
      {
        id: "nianbao:desk",
        description: "Opens the drafting desk with its notebook.",
        autoStart: true,
        requires: [notebook.INotebookTracker],
        activate: (app, tracker) => openDesk(app, tracker, notebook),
      },
    ];
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB.nianbao = {
    init: (given) => {
      scope = given;
    },
    get: async (module) => {
      if (module !== "./extension") throw new Error(`no module ${module}`);
      const found = await plugins();
      return () => ({ __esModule: true, default: found });
    },
  };
})();
