package dev.dispatch.cli.command;

import dev.dispatch.authoring.ModuleOverrides;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module override add}: one more action that a module replaces. */
final class ModuleOverrideAddCommand implements Command {

    private static final String MODULE = "--module";
    private static final String ACTION = "--action";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module override add", "Add an action to a module of the same name, beginning as the one it replaces.");
        spec.addOption(Options.required(MODULE, "NAME", "the module whose action is replaced"));
        spec.addOption(Options.required(ACTION, "ACTION", "the action's own name"));
        return spec.addOption(Options.text(
                Options.PATH, "DIR", "the folder that gets the action; modules/NAME of the workspace without it"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String module = invocation.required(MODULE);
        String key = module + "." + invocation.required(ACTION);
        Path folder = invocation
                .text(Options.PATH)
                .map(text -> invocation.path(Options.PATH, text))
                .orElseGet(() -> usual(invocation, module));
        ModuleOverrides.Added added = invocation.engine().moduleOverrides().add(key, folder);
        ObjectNode document = Json.object();
        document.put("module", module);
        document.put("action", key);
        document.put("template", added.template());
        document.put("modulePath", folder.toString());
        document.set("written", Json.texts(added.written()));
        if (!added.code().isEmpty()) {
            document.put("code", added.code());
        }
        document.set("replaces", ModuleDocument.place(added.replaces()));
        document.set("notes", Json.texts(added.notes()));
        Path here = invocation.session().settings().workingDirectory();
        return CommandResult.answer(document, page -> write(page, added, here), ModuleOverrideInitCommand.next(folder));
    }

    private static Path usual(Invocation invocation, String module) {
        return invocation
                .engine()
                .workspace()
                .map(root -> invocation.path(
                        MODULE, root.resolve("modules").resolve(module).toString()))
                .orElseThrow(() -> invocation.usage(
                        "There is no workspace here; name the folder of the module with " + Options.PATH));
    }

    private static void write(Page page, ModuleOverrides.Added added, Path here) {
        String folder = ShownPath.in(here, added.folder().toString());
        if (added.written().isEmpty()) {
            page.add(Tone.CAUTION, "to be put in").line("  " + added.action() + "  " + folder);
            page.block(added.code());
        } else {
            page.add(Tone.GOOD, "added").line("  " + added.action() + "  " + folder);
            added.written().forEach(file -> page.line("  " + file));
        }
        ModuleOverrideInitCommand.writeReplaced(page, added.replaces(), added.notes());
    }
}
