package dev.dispatch.cli.command;

import dev.dispatch.authoring.ModuleInit;
import dev.dispatch.cli.output.CommandResult;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.ShownPath;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.problem.NextAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/** {@code module init}: a module that works at once, of a template or of an OpenAPI document. */
final class ModuleInitCommand implements Command {

    private static final String NAME = "--name";
    private static final String VERSION = "--version";
    private static final String TEMPLATE = "--template";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "module init", "Make a module that works at once, of a template or of an OpenAPI document.");
        spec.addOption(Options.required(NAME, "NAME", "lower-case letters, digits and hyphens"));
        spec.addOption(Options.required(
                Options.OUT, "DIR", "a folder that is not there yet, or an empty one; modules/NAME of a workspace"));
        spec.addOption(Options.text(VERSION, "V", "a semantic version; " + ModuleInit.FIRST_VERSION + " without it"));
        spec.addOption(Options.text(TEMPLATE, "http|java", "how its actions are written; http without it"));
        return ModuleImport.addTo(spec);
    }

    @Override
    public CommandResult run(Invocation invocation) {
        String name = invocation.required(NAME);
        ModuleInit init = new ModuleInit(name, invocation.text(VERSION).orElse(ModuleInit.FIRST_VERSION));
        Path out = invocation.path(Options.OUT, invocation.required(Options.OUT));
        ObjectNode document = Json.object().put("module", name);
        document.put("version", invocation.text(VERSION).orElse(ModuleInit.FIRST_VERSION));
        if (ModuleImport.isWanted(invocation)) {
            ModuleImport imported =
                    ModuleImport.of(invocation, name, document.path("version").asString(""));
            if (invocation.text(TEMPLATE).filter(word -> !word.equals("http")).isPresent()) {
                throw invocation.usage("An OpenAPI document becomes HTTP actions; leave " + TEMPLATE + " out");
            }
            ModuleInit.Made made = init.from(imported.manifest(), imported.source(), imported.report(), out);
            describe(document, "http", made);
            imported.addTo(document, invocation.extent());
            return answer(
                    document,
                    made,
                    invocation,
                    page -> imported.write(page, page.look().extent()));
        }
        ModuleInit.Template template = template(invocation);
        ModuleInit.Made made = init.from(template, out);
        describe(document, template.word(), made);
        return answer(document, made, invocation, page -> {});
    }

    private static ModuleInit.Template template(Invocation invocation) {
        String word = invocation.text(TEMPLATE).orElse("http");
        return ModuleInit.Template.of(word).orElseThrow(() -> {
            boolean later = word.equals("javascript") || word.equals("typescript");
            return invocation.usage(
                    later
                            ? "This version of dispatch has no " + word + " modules; " + TEMPLATE + " is http or java"
                            : "Option " + TEMPLATE + " takes http or java, not '" + word + "'");
        });
    }

    private static void describe(ObjectNode document, String template, ModuleInit.Made made) {
        document.put("template", template);
        document.put("modulePath", made.folder().toString());
        document.set("files", Json.texts(made.files()));
    }

    private static CommandResult answer(
            ObjectNode document, ModuleInit.Made made, Invocation invocation, dev.dispatch.cli.output.Rendering more) {
        Path here = invocation.session().settings().workingDirectory();
        return CommandResult.answer(
                document,
                page -> {
                    write(page, document, made, here);
                    more.writeTo(page);
                },
                next(made, document.has("imported")));
    }

    private static void write(Page page, ObjectNode document, ModuleInit.Made made, Path here) {
        page.add(Tone.GOOD, "made")
                .line("  " + document.path("module").asString("") + " "
                        + document.path("version").asString("") + "  "
                        + ShownPath.in(here, made.folder().toString()));
        made.files().forEach(file -> page.line("  " + file));
        if (!isInModules(made.folder())) {
            page.line("  Its actions are found once the folder lies under modules/ of a workspace.");
        }
    }

    private static List<NextAction> next(ModuleInit.Made made, boolean imported) {
        List<NextAction> next = new ArrayList<>();
        next.add(NextAction.of(
                "check the module",
                "module",
                "validate",
                Options.PATH,
                made.folder().toString()));
        if (made.job() != null && isInModules(made.folder())) {
            String job = made.job().toString();
            next.add(
                    imported
                            ? NextAction.of("see what its example job would do", "job", "plan", Options.CASE, job)
                            : NextAction.of(
                                    "run its example job, once `dispatch demo serve --port 8080` runs",
                                    "job",
                                    "run",
                                    Options.CASE,
                                    job));
        }
        return next;
    }

    private static boolean isInModules(Path folder) {
        return folder.getParent() != null && folder.getParent().endsWith("modules");
    }
}
