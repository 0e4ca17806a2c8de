package dev.dispatch.plan;

import dev.dispatch.auth.AuthType;
import dev.dispatch.config.HttpDefaults;
import dev.dispatch.expression.ReferenceUse;
import dev.dispatch.expression.TemplateTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.module.ActionBody;
import dev.dispatch.module.LoadedModule;
import dev.dispatch.module.ModuleRegistry;
import dev.dispatch.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hash that tells whether two plans are the same. It follows from everything that is settled before the first step;
 * time, folders and the machine are no part of it, nor is any value of a secret.
 */
public final class PlanHash {

    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;

    private PlanHash() {}

    /**
     * The hash of a plan, {@code sha256:} and 64 hexadecimal digits.
     *
     * @param redactor knows the plan's secrets and no others
     * @param hashOf the hash of a module's content; to make one is to read all of the module
     */
    public static String of(Plan plan, Redactor redactor, Function<LoadedModule, String> hashOf) {
        // Not in canonical form: the order of members decides on the bytes of a body.
        String text = Json.compact(parts(plan, redactor, hashOf));
        return PREFIX + Json.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash that somebody wrote, with its prefix or without; empty for a text that is none. */
    public static Optional<String> read(String text) {
        String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        boolean fits = digits.length() == DIGITS
                && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return fits ? Optional.of(PREFIX + digits) : Optional.empty();
    }

    /** What a hash is made of, by name. Whatever else comes to decide what a run does is one more part. */
    private static ObjectNode parts(Plan plan, Redactor redactor, Function<LoadedModule, String> hashOf) {
        ObjectNode parts = Json.object();
        JsonNode job = document(plan);
        parts.set("job", job);
        parts.set("runtime", redactor.json(plan.runtime()));
        parts.set("inputs", redactor.json(plan.inputs()));
        parts.set("environment", redactor.json(environment(plan, job)));
        parts.set("http", http(plan.http(), redactor));
        parts.set("modules", modules(plan, hashOf));
        parts.set("policies", plan.http().policies().toJson());
        if (!plan.files().known().isEmpty()) {
            parts.set("files", files(plan.files(), redactor));
        }
        List<CalledJob> calls = plan.calls();
        if (!calls.isEmpty()) {
            ArrayNode called = parts.putArray("called");
            calls.forEach(call -> called.add(called(call.plan(), redactor, hashOf)));
        }
        return parts;
    }

    /** What is settled of a called job before its inputs are known; what they are follows from the other parts. */
    private static ObjectNode called(Plan plan, Redactor redactor, Function<LoadedModule, String> hashOf) {
        ObjectNode parts = Json.object();
        JsonNode job = document(plan);
        parts.set("job", job);
        parts.set("environment", redactor.json(environment(plan, job)));
        parts.set("modules", modules(plan, hashOf));
        if (!plan.files().known().isEmpty()) {
            parts.set("files", files(plan.files(), redactor));
        }
        return parts;
    }

    private static JsonNode document(Plan plan) {
        AppliedDefaults defaults = plan.defaults();
        return defaults == null ? plan.job().source().root() : defaults.document();
    }

    /** What is in the files that are sent, as far as their names are known. */
    private static ObjectNode files(FilePlan plan, Redactor redactor) {
        ObjectNode files = Json.object();
        plan.known()
                .forEach(name -> files.put(
                        redactor.text(name), plan.reader().sha256(name).orElse(null)));
        return files;
    }

    /**
     * The variables that a plan and the jobs that it calls read, but those of credentials, redacted; null for one that is
     * not set.
     */
    public static ObjectNode environment(Plan plan, Redactor redactor) {
        ObjectNode read = environment(plan, document(plan));
        for (CalledJob call : plan.calls()) {
            read.setAll(environment(call.plan(), document(call.plan())));
        }
        return (ObjectNode) redactor.json(read);
    }

    /** The variables that the job and its modules read. Those of credentials are secret; their names are in the job. */
    private static ObjectNode environment(Plan plan, JsonNode job) {
        Set<String> names = new TreeSet<>();
        collect(TextReferences.in(job, Pointer.ROOT, plan.job().roots()), names);
        for (Node.Leaf node : plan.leaves()) {
            ModuleRegistry.Provided provided = node.target().provided();
            TemplateTree http = provided.module().http();
            if (http != null) {
                collect(http.references(), names);
            }
            if (provided.action().body() instanceof ActionBody.Request(var request)) {
                collect(request.references(), names);
            }
        }
        ObjectNode read = Json.object();
        for (String name : names) {
            JsonNode value = plan.environment().get(name);
            read.set(name, value == null ? Json.nothing() : value);
        }
        return read;
    }

    private static void collect(List<ReferenceUse> uses, Set<String> names) {
        for (ReferenceUse use : uses) {
            if (use.reference().root().equals("env")) {
                names.add(use.reference().name(0));
            }
        }
    }

    /** The default headers follow from the other parts; the base URL can be the caller's. */
    private static ObjectNode http(HttpPlan plan, Redactor redactor) {
        ObjectNode http = Json.object();
        plan.baseUrl().ifPresent(url -> http.put("baseUrl", redactor.url(url)));
        plan.timeout().ifPresent(time -> http.put("timeoutMs", time.toMillis()));
        NetworkPlan network = plan.network();
        if (network != null) {
            network.tls().ifPresent(tls -> http.put("tls", tls.digest()));
            if (network.written()) {
                network.all().forEach(proxy -> http.withArray("proxies").add(redactor.text(proxy.shown())));
            }
        }
        for (HttpDefaults defaults : plan.defaults()) {
            ObjectNode configured = http.withArray("configured").addObject();
            defaults.baseUrl().ifPresent(url -> configured.put("baseUrl", redactor.url(url)));
            // What it is made of are secrets; that it is there decides what is sent.
            defaults.auth()
                    .ifPresent(auth -> configured.put("auth", AuthType.of(auth).word()));
            defaults.tls().ifPresent(tls -> configured.put("tls", tls.digest()));
            defaults.headers()
                    .forEach(header -> configured.put("header " + header.name(), redactor.text(header.value())));
        }
        return http;
    }

    /** One for each step; which action of it is called stands in the job. */
    private static ArrayNode modules(Plan plan, Function<LoadedModule, String> hashOf) {
        ArrayNode modules = Json.array();
        for (Node.Leaf node : plan.leaves()) {
            modules.add(hashOf.apply(node.target().provided().module()));
        }
        return modules;
    }
}
