package dev.dispatch.cli.check;

import dev.dispatch.cli.explain.CodePages;
import dev.dispatch.cli.resource.JsonResource;
import dev.dispatch.engine.CaseFile;
import dev.dispatch.engine.Engine;
import dev.dispatch.engine.JobRequest;
import dev.dispatch.engine.Validation;
import dev.dispatch.module.ActionDefinition;
import dev.dispatch.module.BrokenModule;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.schema.JsonSchema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks what the program is made of beside its code: modules, schemas and jobs. */
final class SelfCheckDocuments {

    private static final List<String> BUILT_IN = List.of("flow", "http", "memory");
    private static final List<String> SCHEMAS = List.of("job", "module");

    /** What a shipped job may lack on a machine where nothing is set up for it. */
    private static final Set<IssueCode> LACKING = EnumSet.of(
            IssueCode.MISSING_ENV,
            IssueCode.MISSING_CREDENTIAL_ENV,
            IssueCode.MISSING_INPUT,
            IssueCode.MISSING_MEMORY_DEPENDENCY);

    private final Engine engine;

    SelfCheckDocuments(Engine engine) {
        this.engine = engine;
    }

    String builtinModules() throws SelfCheckFault {
        ModuleRegistry modules = engine.modules();
        for (String name : BUILT_IN) {
            SelfCheckFault.unless(modules.module(name).isPresent(), "the module " + name + " is missing");
        }
        return String.join(", ", BUILT_IN);
    }

    String shippedModules() throws SelfCheckFault {
        ModuleRegistry modules = engine.modules();
        for (BrokenModule broken : modules.broken()) {
            throw new SelfCheckFault(broken.source() + ": " + broken.cause());
        }
        List<String> shipped = modules.modules().stream()
                .map(LoadedModule::name)
                .filter(name -> !BUILT_IN.contains(name))
                .toList();
        return shipped.isEmpty() ? "none" : String.join(", ", shipped);
    }

    /** Those that are printed hold their own examples; those of the actions can be used. */
    String schemas() throws SelfCheckFault {
        for (String name : SCHEMAS) {
            JsonNode document = JsonResource.read("/dev/dispatch/schema/" + name + ".schema.json");
            JsonSchema schema = compiled(name, document);
            for (JsonNode example : document.path("examples")) {
                SelfCheckFault.unless(
                        schema.validate(example).isEmpty(), "an example of the schema " + name + " does not fit it");
            }
        }
        for (ModuleRegistry.Provided provided : engine.modules().actions().values()) {
            ActionDefinition action = provided.action();
            for (JsonNode schema : schemas(action)) {
                compiled(action.key().toString(), schema);
            }
        }
        return "those of jobs, of modules and of every action";
    }

    private static List<JsonNode> schemas(ActionDefinition action) {
        Stream<@Nullable JsonNode> all = Stream.of(
                action.inputSchema(), action.exportsSchema(), action.credentialSchema(), action.responseSchema());
        return all.flatMap(Stream::ofNullable).toList();
    }

    private static JsonSchema compiled(String name, JsonNode schema) throws SelfCheckFault {
        return switch (JsonSchema.compile(schema)) {
            case JsonSchema.Compiled.Ok ok -> ok.schema();
            case JsonSchema.Compiled.Invalid invalid ->
                throw new SelfCheckFault("the schema of " + name + " cannot be used: "
                        + invalid.violations().getFirst().message());
        };
    }

    /** Every code of the program has a page. */
    String codes() throws SelfCheckFault {
        CodePages pages = CodePages.load();
        for (IssueCode code : IssueCode.values()) {
            SelfCheckFault.unless(pages.find(code.name()).isPresent(), code + " is not explained");
        }
        return "every one is explained";
    }

    String shippedJobs() throws SelfCheckFault {
        List<CaseFile> jobs = engine.cases();
        for (CaseFile job : jobs) {
            Validation validation = engine.validate(new JobRequest(job.path().toString(), GivenInputs.NONE));
            if (validation instanceof Validation.Invalid(var problem, var _)) {
                for (Issue issue : problem.issues()) {
                    SelfCheckFault.unless(LACKING.contains(issue.code()), job.name() + ": " + issue.message());
                }
            }
        }
        return jobs.isEmpty() ? "none" : "all are valid";
    }
}
