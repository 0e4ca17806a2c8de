package dev.dispatch.record;

import dev.dispatch.json.Extent;
import dev.dispatch.json.Json;
import dev.dispatch.json.Listing;
import dev.dispatch.redact.SecretForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a search for secrets in a record found.
 *
 * @param files how many were read
 * @param unread files that could not be searched, each with why
 */
public record LeakReport(
        RunRecord run,
        List<Variable> searched,
        List<Variable> notSearched,
        int files,
        List<Finding> findings,
        List<Unread> unread) {

    /**
     * A variable of the environment.
     *
     * @param because what made it one to look at: {@code option}, {@code credential}, {@code expression}, {@code name}
     * @param reason why it was not searched for; null where it was
     */
    public record Variable(
            String name, String because, @Nullable String reason) {}

    /**
     * A place that holds a value.
     *
     * @param file relative to the record, redacted as everything here
     * @param place a JSON Pointer, a line, an offset or the file's name
     * @param forms how the value is written, the outermost form first
     */
    public record Finding(String file, Place place, String variable, List<SecretForm> forms) {
        public Finding {
            forms = List.copyOf(forms);
        }
    }

    /** Where in a file. */
    public sealed interface Place {
        /** In its name. */
        record Name() implements Place {}

        /**
         * A string, a number or a member of a document.
         *
         * @param line of the file, from 1; 0 where the file is one document
         */
        record Value(int line, String pointer) implements Place {}

        /** In a text, from 1. */
        record Line(int line) implements Place {}

        /** In a file that is no text, from 0. */
        record Offset(long offset) implements Place {}
    }

    /** A file that may hold anything. */
    public record Unread(String file, String reason) {}

    public LeakReport {
        searched = List.copyOf(searched);
        notSearched = List.copyOf(notSearched);
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
    }

    /** False also where a file could not be searched: nobody knows then. */
    public boolean passed() {
        return findings.isEmpty() && unread.isEmpty();
    }

    public ObjectNode toJson(Extent extent) {
        ObjectNode json = Json.object();
        json.put("runId", run.runId());
        json.put("runDir", run.runDir().toString());
        json.put("overall", passed() ? "PASS" : "FAIL");
        json.set("searched", variables(searched));
        json.set("notSearched", variables(notSearched));
        json.put("files", files);
        ArrayNode left = json.putArray("unread");
        unread.forEach(file -> left.addObject().put("file", file.file()).put("reason", file.reason()));
        Listing.add(json, "findings", findings, extent, LeakReport::json);
        return json;
    }

    private static ArrayNode variables(List<Variable> variables) {
        ArrayNode list = Json.array();
        for (Variable variable : variables) {
            ObjectNode json = list.addObject().put("name", variable.name()).put("because", variable.because());
            if (variable.reason() != null) {
                json.put("reason", variable.reason());
            }
        }
        return list;
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json = Json.object().put("file", finding.file());
        switch (finding.place()) {
            case Place.Name() -> json.put("inName", true);
            case Place.Value(int line, String pointer) -> {
                if (line > 0) {
                    json.put("line", line);
                }
                json.put("pointer", pointer);
            }
            case Place.Line(int line) -> json.put("line", line);
            case Place.Offset(long offset) -> json.put("offset", offset);
        }
        json.put("variable", finding.variable());
        List<String> words = new ArrayList<>();
        finding.forms().forEach(form -> words.add(form.word()));
        json.set("forms", Json.texts(words));
        return json;
    }
}
