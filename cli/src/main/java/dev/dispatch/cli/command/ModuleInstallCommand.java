package dev.dispatch.cli.command;

import dev.dispatch.archive.InstalledModule;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.engine.Engine;
import dev.dispatch.json.Json;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.NextAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module install}: takes a module of a bundle, or of the registry, into the user's layer. */
final class ModuleInstallCommand implements Command {

    static final String BUNDLE = "--bundle";
    static final String NAME = "--name";
    static final String VERSION = "--version";

    private static final String LATEST = "latest";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module install", "Install a module for this user, from a bundle or from the configured registry.");
        spec.addOption(Options.text(BUNDLE, "FILE", "a bundle that module pack made"));
        spec.addOption(Options.text(NAME, "MODULE", "a module of the registry in dispatch.config.json"));
        return spec.addOption(Options.text(
                VERSION, "V", "with " + NAME + ": a version, a range such as ^1.2.0, or a tag; default " + LATEST));
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Optional<String> bundle = invocation.text(BUNDLE);
        Optional<String> name = invocation.text(NAME);
        if (bundle.isPresent() == name.isPresent()) {
            throw invocation.usage("Give " + BUNDLE + " FILE or " + NAME + " MODULE, one of the two");
        }
        if (bundle.isPresent() && invocation.text(VERSION).isPresent()) {
            throw invocation.usage(VERSION + " goes with " + NAME + "; a bundle holds one version");
        }
        Engine engine = invocation.engine();
        InstalledModule module = bundle.isPresent()
                ? engine.shipping().install(invocation.path(BUNDLE, bundle.get()))
                : engine.shipping()
                        .install(
                                name.orElseThrow(),
                                invocation.text(VERSION).orElse(LATEST),
                                engine.config(),
                                engine.fetching(
                                        invocation.session().cancellation(),
                                        line -> invocation.session().writer().remark(line)));
        return answer(module, engine);
    }

    @Override
    public boolean canBeStopped() {
        return true;
    }

    private static CommandResult answer(InstalledModule module, Engine engine) {
        List<Issue> warnings = new ArrayList<>(module.warnings());
        Optional<BrokenModule> broken = engine.modules().broken().stream()
                .filter(fault -> fault.source().equals(module.folder().toString()))
                .findFirst();
        broken.ifPresent(fault -> warnings.add(fault.issue()));
        ObjectNode document = document(module);
        document.set("warnings", Issue.toJson(warnings));
        NextAction next = broken.isPresent()
                ? NextAction.of("list the modules that can be used", "module", "list")
                : NextAction.of(
                        "show what it offers", "module", "inspect", module.id().name());
        return CommandResult.answer(document, page -> write(page, module, document), List.of(next));
    }

    /** What every command says of an installed module. */
    static ObjectNode document(InstalledModule module) {
        return Json.object()
                .put("name", module.id().name())
                .put("version", module.id().version())
                .put("installDir", module.folder().toString())
                .put("change", module.change().word());
    }

    static void writeLine(Page page, InstalledModule module) {
        page.add(Tone.GOOD, module.change().word())
                .line("  " + module.id().name() + " " + module.id().version() + "  " + module.folder());
    }

    private static void write(Page page, InstalledModule module, ObjectNode document) {
        writeLine(page, module);
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }
}
