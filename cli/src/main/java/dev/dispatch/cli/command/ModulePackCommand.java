package dev.dispatch.cli.command;

import dev.dispatch.archive.PackedModule;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Counted;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module pack}: one file of a module, for others to install. */
final class ModulePackCommand implements Command {

    static final String PATH = "--path";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module pack", "Pack a module into one file to install elsewhere; equal modules give equal files.");
        spec.addOption(Options.required(PATH, "DIR", "the folder of the module, with its module.json"));
        return spec.addOption(
                Options.required(Options.OUT, "FILE", "the bundle, named *.dpmod.zip; one that is there is replaced"));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Path folder = invocation.path(PATH, invocation.required(PATH));
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        PackedModule packed = invocation.engine().shipping().pack(folder, out);
        ObjectNode document = Json.object();
        document.put("bundlePath", out.toString());
        document.put("name", packed.id().name());
        document.put("version", packed.id().version());
        document.put("hash", packed.sourceHash());
        List<String> files = List.copyOf(packed.files().keySet());
        List<String> shown = Listing.add(document, "files", files, invocation.extent(), Json::text);
        Path here = invocation.session().settings().workingDirectory();
        return CommandResult.answer(
                document,
                page -> write(page, packed, shown, ShownPath.in(here, out.toString())),
                List.of(NextAction.of("install it", "module", "install", "--bundle", out.toString())));
    }

    private static void write(Page page, PackedModule packed, List<String> shown, String bundle) {
        page.add(Tone.GOOD, "packed")
                .line("  " + packed.id().name() + " " + packed.id().version() + "  " + bundle);
        page.line("  " + packed.sourceHash());
        shown.forEach(name -> page.line("  " + name));
        if (shown.size() < packed.files().size()) {
            page.line("  " + Counted.of(shown.size(), packed.files().size(), "file"));
        }
    }
}
