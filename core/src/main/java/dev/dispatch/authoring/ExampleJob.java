package dev.dispatch.authoring;

import dev.dispatch.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A job with one step for a module that was made of something else. */
final class ExampleJob {

    private static final Set<String> SCALARS = Set.of("string", "number", "integer", "boolean");

    private final JsonNode manifest;

    private ExampleJob(JsonNode manifest) {
        this.manifest = manifest;
    }

    /** A job that reads something and asks for as little as can be; empty where no action is of that kind. */
    static Optional<ObjectNode> of(JsonNode manifest) {
        return new ExampleJob(manifest).written();
    }

    private Optional<ObjectNode> written() {
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String name : manifest.path("actions").propertyNames()) {
            JsonNode action = manifest.path("actions").path(name);
            int needed = needed(action);
            if (action.path("effect").asString("").equals("read") && needed >= 0 && needed < fewest) {
                best = name;
                fewest = needed;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(job(best));
    }

    /** How many values somebody has to give; negative where a text cannot say them. */
    private int needed(JsonNode action) {
        JsonNode input = schema(action.path("input"));
        for (String name : required(input)) {
            String type = type(input, name);
            if (!SCALARS.contains(type) || !isName(name)) {
                return -1;
            }
        }
        for (String name : schema(action.path("credential")).path("properties").propertyNames()) {
            if (!isName(name)) {
                return -1;
            }
        }
        return required(input).size() * 10
                + schema(action.path("credential")).path("properties").size();
    }

    private ObjectNode job(String name) {
        String module = manifest.path("name").asString("");
        JsonNode action = manifest.path("actions").path(name);
        ObjectNode job = Json.object();
        job.put("schemaVersion", 1).put("jobType", module + "-example");
        job.put("description", "Calls " + module + "." + name + ".");
        ObjectNode inputs = Json.object();
        ObjectNode payload = Json.object();
        JsonNode input = schema(action.path("input"));
        for (String needed : required(input)) {
            inputs.putObject(needed).put("type", type(input, needed)).put("required", true);
            payload.put(needed, "${input." + needed + "}");
        }
        if (!inputs.isEmpty()) {
            job.set("inputs", inputs);
        }
        JsonNode secrets = schema(action.path("credential")).path("properties");
        if (!secrets.isEmpty()) {
            ObjectNode variables =
                    job.putObject("credentials").putObject(module).putObject("fromEnv");
            for (String secret : secrets.propertyNames()) {
                variables.put(secret, JavaNames.variable(module + "_" + secret).replace('.', '_'));
            }
        }
        job.putObject("dependencies")
                .putArray("modules")
                .addObject()
                .put("name", module)
                .put("version", "^" + manifest.path("version").asString(""));
        ObjectNode step = job.putObject("scenario").putArray("steps").addObject();
        step.put("id", name).put("action", module + "." + name);
        if (!secrets.isEmpty()) {
            step.put("credential", module);
        }
        step.set("payload", payload);
        return job;
    }

    private static boolean isName(String text) {
        return JavaNames.isName(text) && text.indexOf('$') < 0;
    }

    private static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asString("")));
        return names;
    }

    private String type(JsonNode schema, String name) {
        return schema(schema.path("properties").path(name)).path("type").asString("");
    }

    /** What a reference to a shared definition leads to. */
    private JsonNode schema(JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < 20 && at.path("$ref").asString("").startsWith("#/$defs/"); i++) {
            at = manifest.path("$defs").path(at.path("$ref").asString("").substring("#/$defs/".length()));
        }
        return at;
    }
}
