package dev.dispatch.fuzz;

import dev.dispatch.batch.DataRows;
import dev.dispatch.batch.EachRows;
import dev.dispatch.batch.Row;
import dev.dispatch.batch.Rows;
import dev.dispatch.json.Pointer;
import dev.dispatch.plan.GivenInputs;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.segment.Frame;
import dev.dispatch.segment.SegmentReader;
import dev.dispatch.segment.SegmentWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read for a batch and of one: rows of inputs, and the segments that hold its records. */
final class BatchTargets {

    /** Finding the place of one is a walk through the file. */
    private static final int MOST_PLACED = 20;

    private static final int MOST_ROWS = 100_000;

    private static final List<String> CSV = List.of(
            "id,name,note\n1,Ada,\n2,\"Lovelace, \"\"A\"\"\",\"two\nlines\"\n\n3,x,y\r\n",
            "\uFEFFid;on\n1;true\n2;\"false\"\n",
            "a\tb\n1\t2\n");

    private static final List<String> JSON_LINES =
            List.of("{\"id\": 1, \"name\": \"Ada\"}\n\n{\"id\": 2, \"tags\": [\"a\", {\"b\": null}]}\r\n{\"id\": 3}");

    private static final List<String> WORDS = List.of(
            "id", "name", "\"", "\"\"", ",", ";", "\t", "\r", "\r\n", "\n", "{", "}", "\u0000", "\uFEFF", "null");

    private static final List<String> EACH = List.of("id=1..50..5,x,-1", "a=3..1", "name=x,y");

    private BatchTargets() {}

    static List<FuzzTarget> all(Surroundings around) {
        return List.of(
                rows("rows-csv", CSV, DataRows.Format.CSV),
                rows("rows-json", JSON_LINES, DataRows.Format.JSON_LINES),
                rows("rows", List.of(JSON_LINES.getFirst(), CSV.getFirst()), null),
                FuzzTarget.ofTexts(
                        "each",
                        10,
                        EACH,
                        List.of("..", ",", "=", "1..10000000"),
                        text -> gone(EachRows.of(List.of(text), GivenInputs.NONE))),
                segments("segment", around.below("segment"), "seg-1.dat"),
                segments("segment-index", around.below("segment-index"), "index.bin"));
    }

    private static FuzzTarget rows(String name, List<String> corpus, DataRows.@Nullable Format format) {
        return new FuzzTarget(
                name,
                15,
                corpus.stream().map(FuzzTarget::bytes).toList(),
                WORDS,
                Optional.empty(),
                input -> gone(DataRows.of("rows", input, format, GivenInputs.NONE)));
    }

    /** Each row knows its place, and so does a finding about one of its inputs. */
    private static void gone(Rows rows) {
        int seen = 0;
        for (Row row : rows) {
            seen++;
            LanguageTargets.check(row.index() == seen, "rows are not counted one by one");
            if (seen <= MOST_PLACED) {
                for (String name : List.of("id", "none")) {
                    Pointer input = Pointer.ROOT.child("inputs").child(name);
                    rows.placed(row, Issue.at(IssueCode.INVALID_INPUT, input, "wrong"));
                }
            }
            if (seen == MOST_ROWS) {
                return;
            }
        }
        LanguageTargets.check(rows.count().orElse(-1) == seen, "there are not as many rows as were counted");
    }

    private static FuzzTarget segments(String name, Surroundings around, String file) {
        byte[] sound = written(around.folder(), file);
        SegmentReader reader = new SegmentReader(around.folder());
        return FuzzTarget.ofBytes(name, 10, List.of(sound), input -> {
            Files.write(around.folder().resolve(file), input);
            for (int number = -1; number <= 4; number++) {
                int asked = number;
                reader.read(number)
                        .ifPresent(frame ->
                                LanguageTargets.check(frame.number() == asked, "the frame of another record was read"));
            }
            reader.kinds();
        });
    }

    private static byte[] written(Path folder, String file) {
        try {
            try (SegmentWriter writer = SegmentWriter.create(folder)) {
                writer.append(new Frame(Frame.Kind.SHARED, 0, Map.of("job.json", FuzzTarget.bytes("{}"))));
                for (int number = 1; number <= 3; number++) {
                    Map<String, byte[]> meta = Map.of("meta.json", FuzzTarget.bytes("{\"runId\": " + number + "}"));
                    writer.append(new Frame(Frame.Kind.BEGUN, number, meta));
                    writer.append(new Frame(Frame.Kind.ENDED, number, meta));
                }
            }
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
