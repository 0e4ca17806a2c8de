package dev.dispatch.record;

import dev.dispatch.redact.SecretSearch;
import dev.dispatch.redact.SensitiveNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The environment variables whose values a record must not hold, and why each of them counts.
 *
 * <p>A variable that an expression of the job names counts where its name or its place says that it is secret. Others,
 * such as base URLs, stand in every record by right.
 */
final class LeakVariables {

    /** Why a variable is looked at. */
    enum Reason {
        OPTION("option"),
        CREDENTIAL("credential"),
        EXPRESSION("expression"),
        NAME("name");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** @param obstacle why it cannot be searched for; null where it can */
    record Variable(String name, Reason reason, @Nullable String obstacle) {}

    private static final String REFERENCE = "env.";

    private final Map<String, String> environment;
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private LeakVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Those that were asked for. */
    static List<Variable> named(List<String> names, Map<String, String> environment) {
        LeakVariables found = new LeakVariables(environment);
        names.forEach(name -> found.add(name, Reason.OPTION));
        return List.copyOf(found.variables.values());
    }

    /** Those of the jobs' credentials, of their expressions, and all with a sensitive name. */
    static List<Variable> of(List<? extends JsonNode> jobs, Map<String, String> environment) {
        LeakVariables found = new LeakVariables(environment);
        for (JsonNode job : jobs) {
            job.path("credentials")
                    .forEach(profile -> profile.path("fromEnv")
                            .forEach(variable -> found.add(variable.asString(""), Reason.CREDENTIAL)));
        }
        jobs.forEach(job -> found.expressions(job, false));
        new TreeSet<>(environment.keySet())
                .stream()
                        .filter(SensitiveNames::environment)
                        .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                        .forEach(name -> found.add(name, Reason.NAME));
        return List.copyOf(found.variables.values());
    }

    private void expressions(JsonNode node, boolean sensitive) {
        if (node.isString()) {
            names(node.stringValue()).forEach(name -> {
                if (sensitive || SensitiveNames.environment(name)) {
                    add(name, Reason.EXPRESSION);
                } else {
                    variables.putIfAbsent(
                            name,
                            new Variable(name, Reason.EXPRESSION, "neither its name nor its place says it is secret"));
                }
            });
        }
        node.properties().forEach(member -> {
            boolean secret = sensitive || SensitiveNames.header(member.getKey());
            expressions(member.getValue(), secret);
            if (member.getKey().equals("auth")) {
                // The one member of it that is secret and not called so: that of api-key.
                expressions(member.getValue().path("value"), true);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> expressions(element, sensitive));
        }
    }

    /** What follows each {@code env.} in a text. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (int at = text.indexOf(REFERENCE); at >= 0; at = text.indexOf(REFERENCE, at + 1)) {
            int end = at + REFERENCE.length();
            while (end < text.length()
                    && (text.charAt(end) == '_'
                            || (text.charAt(end) < 128 && Character.isLetterOrDigit(text.charAt(end))))) {
                end++;
            }
            names.add(text.substring(at + REFERENCE.length(), end));
        }
        return names;
    }

    private void add(String name, Reason reason) {
        Variable known = variables.get(name);
        if (!name.isEmpty() && (known == null || known.obstacle() != null)) {
            variables.put(name, new Variable(name, reason, obstacle(name)));
        }
    }

    private @Nullable String obstacle(String name) {
        String value = environment.get(name);
        if (value == null) {
            return "not set";
        }
        if (value.isBlank()) {
            return "empty";
        }
        return SecretSearch.canSearch(value) ? null : "too short or too common a word to be told from chance";
    }
}
