package dev.dispatch.record;

import dev.dispatch.file.AppendLog;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the files of one record, which anybody may have written: nothing outside of the folder, nothing that is no plain
 * file, nothing beyond a size. Failures are {@code ProblemException}s that name the file.
 */
final class RecordReader {

    /** A run's budget for bodies, and room for what stands around them. */
    private static final long LARGEST = BodyBudget.USUAL + 64L * 1024 * 1024;

    private final Path folder;

    RecordReader(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Empty where the file is missing, or empty as after a loss of power. */
    Optional<String> text(String name) {
        return there(name)
                .map(file -> new String(bytes(name, file, LARGEST), StandardCharsets.UTF_8))
                .filter(text -> !text.isBlank());
    }

    Optional<JsonNode> document(String name) {
        return text(name).map(text -> parsed(name, text, ""));
    }

    Optional<ObjectNode> object(String name) {
        return document(name).map(node -> object(name, node, ""));
    }

    /** Hands over each whole line of a log as an object; a torn last line is passed over. */
    void objects(String name, Consumer<ObjectNode> reader) {
        int[] count = new int[1];
        lines(name, line -> {
            count[0]++;
            String where = " in line " + count[0];
            reader.accept(object(name, parsed(name, line, where), where));
        });
    }

    void lines(String name, Consumer<String> reader) {
        Optional<Path> file = there(name);
        if (file.isEmpty()) {
            return;
        }
        try {
            size(name, file.get());
            AppendLog.forEachLine(file.get(), reader);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The names of all plain files in it, in their order, with slashes between folders.
     *
     * @param others is told the name of each thing that is no plain file or lies too deep, and why it is left out
     */
    List<String> files(BiConsumer<String, String> others) {
        try {
            return RecordFolder.files(folder, others);
        } catch (IOException e) {
            throw unreadable("the folder", String.valueOf(e.getMessage()));
        }
    }

    boolean has(String name) {
        return there(name).isPresent();
    }

    long size(String name) {
        return size(name, required(name));
    }

    byte[] bytes(String name) {
        return bytes(name, required(name), LARGEST);
    }

    /** At most the first bytes of a file. */
    byte[] beginning(String name, int most) {
        Path file = required(name);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    /** The one form of every complaint about a record. */
    ProblemException unreadable(String name, String why) {
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "The run record " + folder.getFileName() + " cannot be used: " + name + ": " + why)
                .details(Json.object().put("runDir", folder.toString()).put("file", name))
                .exception();
    }

    private JsonNode parsed(String name, String text, String where) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            String place = where.isEmpty()
                    ? " at line " + e.position().line() + ", column "
                            + e.position().column()
                    : where;
            throw unreadable(name, "not JSON" + place + ": " + e.getMessage());
        }
    }

    private ObjectNode object(String name, JsonNode node, String where) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw unreadable(name, "an object was expected" + where + " and not " + Json.typeOf(node));
    }

    private byte[] bytes(String name, Path file, long most) {
        try {
            if (size(name, file) > most) {
                throw unreadable(name, "it is larger than " + most + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private long size(String name, Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw unreadable(name, "it is larger than " + LARGEST + " bytes");
            }
            return size;
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private Path resolved(String name) {
        try {
            return folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw unreadable("a file", "its name cannot be one: " + e.getReason());
        }
    }

    private Path required(String name) {
        return there(name).orElseThrow(() -> unreadable(name, "the file is missing"));
    }

    private Optional<Path> there(String name) {
        Path file = resolved(name);
        if (name.isEmpty() || !file.startsWith(folder) || file.equals(folder)) {
            throw unreadable(name, "the path leads out of the record");
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw unreadable(name, "the path leads out of the record");
            }
        } catch (IOException e) {
            throw unreadable(name, String.valueOf(e.getMessage()));
        }
        if (!Files.isRegularFile(file)) {
            throw unreadable(name, "it is not a file");
        }
        return Optional.of(file);
    }
}
