package dev.dispatch.memory;

import dev.dispatch.file.AtomicFile;
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
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The file of one namespace; what cannot be read whole is never written over. */
record NamespaceFile(String namespace, Path path) {

    /** Larger files are neither read nor written, 16 MiB. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    /** The content, or nothing where there is no file. */
    Optional<MemoryTree> read() throws IOException {
        byte[] bytes;
        try {
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                throw unusable("is " + size + " bytes large; at most " + MOST_BYTES + " are read");
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(new MemoryTree(parse(text(bytes))));
    }

    /** Replaces the content; one that became empty has no file. */
    void write(MemoryTree tree) throws IOException {
        if (tree.root().isEmpty()) {
            AtomicFile.delete(path);
            return;
        }
        byte[] bytes = (Json.pretty(tree.root()) + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "Memory namespace '" + namespace + "' would become " + bytes.length
                                    + " bytes large; at most " + MOST_BYTES + " are stored. Nothing was changed")
                    .exception();
        }
        AtomicFile.write(path, bytes);
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

    private ObjectNode parse(String text) {
        JsonSource source;
        try {
            source = JsonSource.read(text);
        } catch (JsonSyntaxException e) {
            throw unusable("is not JSON", IssueCode.INVALID_JSON, e.position(), String.valueOf(e.getMessage()));
        }
        if (!source.duplicates().isEmpty()) {
            JsonSource.Duplicate duplicate = source.duplicates().getFirst();
            throw unusable(
                    "holds a name twice in one object",
                    IssueCode.DUPLICATE_MEMBER,
                    duplicate.position(),
                    "'" + duplicate.pointer().dotted() + "' is there twice, and one of them would be lost");
        }
        if (source.root() instanceof ObjectNode root) {
            return root;
        }
        throw unusable(
                "is not a JSON object",
                IssueCode.INVALID_MEMORY,
                source.position(Pointer.ROOT).orElse(new Position(1, 1)),
                "there is " + Json.typeOf(source.root()) + " where an object is expected");
    }

    private ProblemException unusable(String why, IssueCode code, Position position, String detail) {
        Issue issue = Issue.at(code, Pointer.ROOT, detail)
                .atPosition(Optional.of(position))
                .expected("a JSON object as memory writes it")
                .actual("another content")
                .suggest("Mend or remove " + path);
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "Memory file " + path + ":" + position + " " + why + ": " + detail + "; it is left as it is",
                        List.of(issue))
                .exception();
    }

    private ProblemException unusable(String why) {
        return Problem.of(ProblemCode.RUNTIME_ERROR, "Memory file " + path + " " + why + "; it is left as it is")
                .exception();
    }
}
