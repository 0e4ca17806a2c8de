package dev.dispatch.batch;

import dev.dispatch.file.AppendLog;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.redact.Redactor;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inputs of a batch's runs as its folder keeps them from its start on, in {@code rows.jsonl}: a line a run, {@code
 * {"batchIndex", "inputs"}}, secrets taken out; one line without an index where all runs are given the same.
 */
public final class RowsFile implements AutoCloseable {

    private static final String FILE = "rows.jsonl";
    private static final String INDEX = "batchIndex";
    private static final String INPUTS = "inputs";

    private final BufferedWriter out;

    private RowsFile(BufferedWriter out) {
        this.out = out;
    }

    /** Begins it in the folder of a batch. */
    public static RowsFile create(Path folder) throws IOException {
        return new RowsFile(Files.newBufferedWriter(folder.resolve(FILE)));
    }

    /**
     * Adds the inputs of a run.
     *
     * @param index 0 where all runs are given these
     */
    public void add(int index, ObjectNode inputs, Redactor redactor) throws IOException {
        ObjectNode line = Json.object();
        if (index > 0) {
            line.put(INDEX, index);
        }
        line.set(INPUTS, redactor.json(inputs));
        out.write(Json.compact(line));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * The rows of a batch that are to run again.
     *
     * @param count how many the batch had
     * @param wanted whether a run of it is to run again, by its index
     * @param given wins over what is kept; the only way for what was secret
     * @throws dev.dispatch.problem.ProblemException where the file cannot be read, and a {@code USAGE_ERROR} where a secret
     *     is neither kept nor given
     */
    public static Rows read(Path folder, int count, IntPredicate wanted, GivenInputs given) {
        List<Row> rows = new ArrayList<>();
        Set<String> hidden = new HashSet<>();
        try {
            AppendLog.forEachLine(folder.resolve(FILE), line -> {
                JsonNode read = parsed(folder, line);
                GivenInputs inputs = inputs(read.path(INPUTS), given, hidden);
                if (read.has(INDEX)) {
                    add(rows, read.path(INDEX).asInt(0), wanted, inputs);
                } else {
                    for (int index = 1; index <= count; index++) {
                        add(rows, index, wanted, inputs);
                    }
                }
            });
        } catch (IOException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
        if (!hidden.isEmpty()) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The batch does not keep secrets: give them again with --input "
                                    + String.join("=... --input ", hidden) + "=...")
                    .exception();
        }
        return new Again(rows);
    }

    private static void add(List<Row> rows, int index, IntPredicate wanted, GivenInputs inputs) {
        if (wanted.test(index)) {
            rows.add(new Row(rows.size() + 1, "run " + index, inputs));
        }
    }

    private static GivenInputs inputs(JsonNode kept, GivenInputs given, Set<String> hidden) {
        Set<String> over = new HashSet<>(given.values().propertyNames());
        given.texts().forEach(text -> over.add(text.name()));
        ObjectNode values = Json.object();
        kept.properties().forEach(input -> {
            if (!over.contains(input.getKey())) {
                if (input.getValue().toString().contains(Redactor.MARK)) {
                    hidden.add(input.getKey());
                }
                values.set(input.getKey(), input.getValue());
            }
        });
        values.setAll(given.values());
        return new GivenInputs(given.texts(), values);
    }

    private static JsonNode parsed(Path folder, String line) {
        try {
            return Json.parse(line);
        } catch (JsonSyntaxException e) {
            throw unreadable(folder, String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException unreadable(Path folder, String why) {
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The rows of the batch " + folder.getFileName() + " cannot be read: " + why)
                .exception();
    }

    /** Rows of another batch, under new numbers. */
    private record Again(List<Row> all) implements Rows {

        @Override
        public OptionalInt count() {
            return OptionalInt.of(all.size());
        }

        @Override
        public Iterator<Row> iterator() {
            return all.iterator();
        }

        @Override
        public Issue placed(Row row, Issue issue) {
            return issue;
        }
    }
}
