package dev.dispatch.fuzz;

import dev.dispatch.TestRuns;
import dev.dispatch.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Sound inputs: files of the repository, and the conformance suites where they are there. */
public final class Corpus {

    private static final int LARGEST = 60_000;

    private Corpus() {}

    /** The files below a folder of the repository whose names end so, in the order of their names. */
    public static List<String> repository(String folder, String end) {
        return texts(TestRuns.repository().resolve(folder), end);
    }

    public static List<String> texts(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(end))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (text.length() <= LARGEST) {
                    texts.add(text);
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a suite holds; nothing where it is not on this machine. */
    public static List<String> conformance(String file, Function<JsonNode, List<String>> texts) {
        return suite(file).map(found -> texts.apply(Json.parse(found))).orElse(List.of());
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Several lists as one. */
    @SafeVarargs
    public static List<String> all(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static Optional<String> suite(String name) {
        try {
            for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
                Path file = at.resolve("shared/conformance").resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(Files.readString(file));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
