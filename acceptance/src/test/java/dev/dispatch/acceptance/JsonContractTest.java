package dev.dispatch.acceptance;

import dev.dispatch.json.Json;
import dev.dispatch.schema.JsonSchema;
import dev.dispatch.testkit.CommandLine;
import dev.dispatch.testkit.Execution;
import dev.dispatch.testkit.Transcript;
import dev.dispatch.testkit.TranscriptRunner;
import dev.dispatch.testkit.TranscriptSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an agent relies on: documents of a known form, and a next command that runs as printed. */
class JsonContractTest {
    private static final Path REFERENCE = Transcripts.ROOT.resolve("docs/reference");
    private static final Set<String> ENDLESS = Set.of("dispatch demo serve");

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyJsonOutputHasItsFormAndEveryNextCommandRunsAsPrinted() {
        return Transcripts.each(folder, this::check);
    }

    private void check(Transcript transcript, Path fresh) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (TranscriptSession session =
                new TranscriptSession(new ProgramInProcess(), Transcripts.DISTRIBUTION, fresh)) {
            Set<String> next = new LinkedHashSet<>();
            for (TranscriptRunner.Done done : TranscriptRunner.execute(transcript, session)) {
                checkDocument(done, softly);
                collect(done, next);
            }
            next.removeAll(ENDLESS);
            for (String command : next) {
                Execution execution = session.execute(command, "");
                // What is wrong with a broken module is what its check is called for.
                boolean broken = command.startsWith("dispatch module validate ");
                // The rest of a transcript can have changed what a run needs, or have resumed it.
                boolean late = command.startsWith("dispatch job resume ")
                        && (execution.err().contains("has changed since it began")
                                || execution.err().contains("there is nothing left to run"));
                int refused = broken || late ? 2 : 0;
                softly.assertThat(execution.exitCode())
                        .as(command + "\n" + execution)
                        .isIn(0, 1, refused, 3);
                // The words of a fault of the program; its code alone stands in explain too.
                softly.assertThat(execution.out() + execution.err()).as(command).doesNotContain("dispatch has a fault");
            }
        }
        softly.assertAll();
    }

    private void checkDocument(TranscriptRunner.Done done, SoftAssertions softly) throws IOException {
        List<String> arguments = CommandLine.arguments(done.line());
        boolean events = arguments.contains("--events");
        if (events) {
            for (String line : withoutLast(done.execution().out())) {
                softly.assertThat(schema("run-event").validate(Json.parse(line)))
                        .as(line)
                        .isEmpty();
            }
        }
        if (events || arguments.contains("--json")) {
            JsonNode document = Json.parse(lastDocument(done.execution().out(), events));
            if (arguments.contains("--fields")
                    && !document.path("status").asString("").equals("error")) {
                // A part of the document, in the form that was asked for.
                return;
            }
            softly.assertThat(schemaOf(arguments, document).validate(document))
                    .as(done.line())
                    .isEmpty();
        }
    }

    private static List<String> withoutLast(String out) {
        List<String> lines = out.lines().toList();
        return lines.isEmpty() ? lines : lines.subList(0, lines.size() - 1);
    }

    private static String lastDocument(String out, boolean events) {
        return events ? out.lines().reduce("", (_, line) -> line) : out;
    }

    private JsonSchema schemaOf(List<String> arguments, JsonNode document) throws IOException {
        if (document.path("status").asString("").equals("error")) {
            return schema("error");
        }
        List<String> words =
                arguments.stream().takeWhile(word -> !word.startsWith("-")).toList();
        if (arguments.contains("--llms")) {
            return schema("llms");
        }
        return switch (words.getFirst()) {
            case "run" -> schema("run-action");
            case "demo", "version" -> schema(words.getFirst());
            default -> schema(name(words));
        };
    }

    /** By the command's words; all but the first may be an argument. */
    private static String name(List<String> words) {
        for (int count = Math.min(3, words.size()); count > 1; count--) {
            String name = String.join("-", words.subList(0, count));
            if (Files.exists(REFERENCE.resolve(name + ".schema.json"))) {
                return name;
            }
        }
        return words.getFirst();
    }

    private JsonSchema schema(String name) throws IOException {
        JsonSchema known = schemas.get(name);
        if (known != null) {
            return known;
        }
        JsonNode source = Json.parse(Files.readString(REFERENCE.resolve(name + ".schema.json")));
        return switch (JsonSchema.compile(source)) {
            case JsonSchema.Compiled.Ok ok -> {
                schemas.put(name, ok.schema());
                yield ok.schema();
            }
            case JsonSchema.Compiled.Invalid invalid -> throw new AssertionError(name + ": " + invalid.violations());
        };
    }

    private static void collect(TranscriptRunner.Done done, Set<String> next) {
        Execution execution = done.execution();
        if (execution.out().startsWith("{")) {
            Json.parse(lastDocument(execution.out(), done.line().contains(" --events")))
                    .findValues("next")
                    .forEach(list -> list.forEach(action -> {
                        if (action.path("command").isString()) {
                            next.add(action.get("command").stringValue());
                        }
                    }));
        }
        // For people: a command on a line of its own, with its purpose as a comment behind it.
        Stream.concat(execution.out().lines(), execution.err().lines())
                .filter(line -> line.startsWith("  dispatch ") && line.contains("  # "))
                .forEach(line -> next.add(line.substring(2, line.indexOf("  # "))));
    }
}
