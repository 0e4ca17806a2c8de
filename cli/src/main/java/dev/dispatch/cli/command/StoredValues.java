package dev.dispatch.cli.command;

import dev.dispatch.cli.output.IssueText;
import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Issue;
import dev.dispatch.redact.Redactor;
import dev.dispatch.redact.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands about stored values answer: the file, what it holds now, what was changed. */
final class StoredValues {

    private final ObjectNode document = Json.object();
    private final Secrets secrets = new Secrets();
    private final Redactor redactor = new Redactor(secrets);
    private final String noun;

    /** @param noun what is stored, in the plural */
    StoredValues(Path path, ObjectNode values, String noun) {
        this.noun = noun;
        // What is secret by its name somewhere is so wherever it stands again.
        secrets.learn(written(values));
        document.put("path", path.toString());
        document.set("values", redactor.json(values));
    }

    /** Without expressions: they say where a value comes from, and hold none. */
    private static JsonNode written(JsonNode values) {
        if (values.isObject()) {
            ObjectNode copy = Json.object();
            values.properties().forEach(member -> copy.set(member.getKey(), written(member.getValue())));
            return copy;
        }
        if (values.isArray()) {
            ArrayNode copy = Json.array();
            values.forEach(element -> copy.add(written(element)));
            return copy;
        }
        return values.isString() && values.stringValue().contains("${") ? Json.nothing() : values;
    }

    /** One that was set or removed; empty where there is nothing before or after. */
    StoredValues changed(String name, Optional<? extends JsonNode> before, Optional<? extends JsonNode> after) {
        ObjectNode change =
                changes().addObject().put("name", name).put("change", word(before.orElse(null), after.orElse(null)));
        // As a member of its name, since a name can make a value secret.
        before.ifPresent(value -> change.set(
                "before",
                redactor.json(Json.object().set(name, value)).iterator().next()));
        return this;
    }

    /** Nothing was there to be changed. */
    StoredValues unchanged() {
        changes();
        return this;
    }

    StoredValues warnings(List<Issue> warnings) {
        document.set("warnings", Issue.toJson(warnings));
        return this;
    }

    ObjectNode toJson() {
        return document;
    }

    void write(Page page) {
        if (document.has("changes")) {
            writeChanges(page);
        } else {
            writeValues(page);
        }
        if (!document.path("warnings").isEmpty()) {
            page.line("warnings:");
            IssueText.write(page, Tone.CAUTION, document.path("warnings"));
        }
    }

    private void writeValues(Page page) {
        boolean none = document.path("values").isEmpty();
        page.line((none ? "no " + noun + " in " : noun + " in ")
                + document.path("path").asString(""));
        if (!none) {
            page.document(document.path("values"));
        }
    }

    private void writeChanges(Page page) {
        JsonNode changes = document.path("changes");
        if (changes.isEmpty()) {
            page.line("nothing to remove");
        }
        for (JsonNode change : changes) {
            page.add(Tone.GOOD, change.path("change").asString(""))
                    .line("  " + change.path("name").asString(""));
            if (change.has("before") && !change.path("change").asString("").equals("unchanged")) {
                page.value("  ", "before", change.get("before"));
            }
        }
        page.line("in " + document.path("path").asString(""));
    }

    private ArrayNode changes() {
        return document.path("changes") instanceof ArrayNode there ? there : document.putArray("changes");
    }

    private static String word(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after == null) {
            return "removed";
        }
        if (before == null) {
            return "added";
        }
        return before.equals(after) ? "unchanged" : "replaced";
    }
}
