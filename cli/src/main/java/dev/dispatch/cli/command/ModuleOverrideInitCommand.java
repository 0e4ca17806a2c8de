package dev.dispatch.cli.command;

import dev.dispatch.authoring.ModuleOverrides;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module override init}: a module that replaces one action of another. */
final class ModuleOverrideInitCommand implements Command {

    private static final String FROM = "--from";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module override init", "Make a module that replaces one action, beginning as that action.");
        spec.addOption(Options.required(FROM, "MODULE.ACTION", "the action, as jobs use it now"));
        return spec.addOption(Options.required(
                Options.OUT, "DIR", "a folder that is not there yet, or an empty one, under modules/ of a workspace"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        ModuleOverrides.Made made = invocation.engine().moduleOverrides().init(invocation.required(FROM), out);
        ObjectNode document = Json.object();
        document.put("module", made.action().module());
        document.put("version", made.version());
        document.put("action", made.action().toString());
        document.put("template", made.template());
        document.put("modulePath", made.folder().toString());
        document.set("files", Json.texts(made.files()));
        document.set("replaces", ModuleDocument.place(made.replaces()));
        document.set("notes", Json.texts(made.notes()));
        Path here = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, made, here), next(made.folder()));
    }

    static void writeReplaced(Page page, LoadedModule replaces, List<String> notes) {
        page.line("  replaces that of " + replaces.name() + " " + replaces.version() + "  "
                + replaces.layer().word() + (replaces.folder() == null ? "" : "  " + replaces.folder()));
        notes.forEach(note -> page.line("  " + note));
    }

    static List<NextAction> next(Path folder) {
        return List.of(
                NextAction.of("check the module", "module", "validate", Options.PATH, folder.toString()),
                NextAction.of("see under conflicts which module wins", "module", "list"));
    }

    private static void write(Page page, ModuleOverrides.Made made, Path here) {
        page.add(Tone.GOOD, "made")
                .line("  " + made.action() + " " + made.version() + "  "
                        + ShownPath.in(here, made.folder().toString()));
        made.files().forEach(file -> page.line("  " + file));
        writeReplaced(page, made.replaces(), made.notes());
    }
}
