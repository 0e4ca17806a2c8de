package dev.dispatch.state;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that holds one JSON object, shared with other threads and processes. An object without members has no file.
 *
 * <p>Readers take no lock and see the state before or after a change. What cannot be read whole is never written over.
 * Failures are {@code ProblemException}s that name the file: a {@code RUNTIME_ERROR}, or a {@code TRANSIENT_ERROR} where
 * others held the file too long.
 *
 * @param kind what the file holds, as in {@code Cannot change <kind> <path>}
 * @param wrong the finding for a file that cannot be used
 * @param mostBytes larger files are neither read nor written
 */
public record StateFile(Path path, String kind, IssueCode wrong, int mostBytes) {

    /** How long a change waits for others by default. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** The content; empty where there is no file. */
    public Optional<ObjectNode> read() {
        return source().map(source -> (ObjectNode) source.root());
    }

    /** The content, an object, with the place of each member; empty where there is no file. */
    public Optional<JsonSource> source() {
        byte[] bytes;
        try {
            long size = Files.size(path);
            if (size > mostBytes) {
                throw unusable("is " + size + " bytes large; at most " + mostBytes + " are read");
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
        return Optional.of(parse(text(bytes)));
    }

    /**
     * Reads, changes and writes under the lock.
     *
     * @param change is given the content, which it may change; where that is the same afterwards nothing is written
     */
    public <T> T change(Duration wait, Function<ObjectNode, T> change) {
        try (FileLock _ = FileLock.acquire(path, wait)) {
            ObjectNode content = read().orElseGet(Json::object);
            ObjectNode before = content.deepCopy();
            T answer = change.apply(content);
            if (!content.equals(before)) {
                write(content);
            }
            return answer;
        } catch (IOException e) {
            throw failed("change", e);
        }
    }

    /** The bytes of a content; refused where they are too many. */
    public byte[] bytes(ObjectNode content) {
        byte[] bytes = (Json.pretty(content) + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > mostBytes) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            named() + " would become " + bytes.length + " bytes large; at most " + mostBytes
                                    + " are stored. Nothing was changed")
                    .exception();
        }
        return bytes;
    }

    /** For a file that is JSON and still of no use; it is left as it is. */
    public ProblemException unusable(JsonSource source, Pointer at, String detail) {
        return unusable("cannot be used", at, position(source, at), detail);
    }

    /** For a failure of the file system. */
    public ProblemException failed(String verb, IOException cause) {
        ProblemCode code = cause instanceof FileBusyException ? ProblemCode.TRANSIENT_ERROR : ProblemCode.RUNTIME_ERROR;
        return Problem.of(code, "Cannot " + verb + " " + kind + " " + path + ": " + cause.getMessage())
                .exception();
    }

    private void write(ObjectNode content) throws IOException {
        if (content.isEmpty()) {
            AtomicFile.delete(path);
        } else {
            AtomicFile.write(path, bytes(content));
        }
    }

    private String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unusable("is not text in UTF-8");
        }
    }

    private JsonSource parse(String text) {
        JsonSource source;
        try {
            source = JsonSource.read(text);
        } catch (JsonSyntaxException e) {
            throw unusable("is not JSON", Pointer.ROOT, e.position(), String.valueOf(e.getMessage()));
        }
        if (!source.duplicates().isEmpty()) {
            JsonSource.Duplicate duplicate = source.duplicates().getFirst();
            throw unusable(
                    "holds a name twice in one object",
                    duplicate.pointer(),
                    duplicate.position(),
                    "'" + duplicate.pointer().dotted() + "' is there twice, and one of them would be lost");
        }
        if (!source.root().isObject()) {
            throw unusable(
                    "is not a JSON object",
                    Pointer.ROOT,
                    position(source, Pointer.ROOT),
                    "the document must be an object, not " + Json.typeOf(source.root()));
        }
        return source;
    }

    private static Position position(JsonSource source, Pointer at) {
        return source.position(at).orElse(new Position(1, 1));
    }

    private ProblemException unusable(String why, Pointer at, Position position, String detail) {
        Issue issue = Issue.at(wrong, at, detail)
                .atPosition(Optional.of(position))
                .expected("a JSON object as dispatch writes it")
                .actual("another content")
                .suggest("Mend or remove " + path)
                .with("file", path.toString());
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        named() + ":" + position + " " + why + ": " + detail + "; it is left as it is",
                        List.of(issue))
                .exception();
    }

    private ProblemException unusable(String why) {
        Issue issue = Issue.at(wrong, Pointer.ROOT, "The file " + why)
                .expected("a JSON object in UTF-8")
                .with("file", path.toString());
        return Problem.of(ProblemCode.RUNTIME_ERROR, named() + " " + why + "; it is left as it is", List.of(issue))
                .exception();
    }

    private String named() {
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " file " + path;
    }
}
