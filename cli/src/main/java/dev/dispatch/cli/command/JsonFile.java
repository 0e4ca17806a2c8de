package dev.dispatch.cli.command;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object that an option names: a file, or standard input for {@code -}. */
final class JsonFile {

    static final String STANDARD_INPUT = "-";

    private static final int MEBIBYTE = 1024 * 1024;

    private final Invocation invocation;
    private final String option;
    private final String noun;
    private final int mostMebibytes;

    /**
     * What is read.
     *
     * @param noun what the object holds, in the plural, as in {@code The inputs in 'f.json' are not JSON}
     */
    JsonFile(Invocation invocation, String option, String noun, int mostMebibytes) {
        this.invocation = invocation;
        this.option = option;
        this.noun = noun;
        this.mostMebibytes = mostMebibytes;
    }

    /** How a file is called in a sentence. */
    static String shown(String file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : "'" + file + "'";
    }

    /**
     * Reads the object, with the place of each member.
     *
     * @throws dev.dispatch.problem.ProblemException a {@code USAGE_ERROR} for what is no JSON object
     */
    JsonSource read(String file) {
        String place = "The " + noun + " in " + shown(file);
        JsonSource source;
        try {
            source = JsonSource.read(decode(bytes(file, place)));
        } catch (JsonSyntaxException e) {
            Issue issue = Issue.at(IssueCode.INVALID_JSON, Pointer.ROOT, String.valueOf(e.getMessage()))
                    .atPosition(Optional.of(e.position()))
                    .expected("a JSON object of " + noun)
                    .actual("a text that is not JSON");
            throw refused(place + " are not JSON", issue);
        } catch (CharacterCodingException e) {
            throw refused(place + " are not UTF-8 text", null);
        }
        if (!source.duplicates().isEmpty()) {
            JsonSource.Duplicate duplicate = source.duplicates().getFirst();
            Issue issue = Issue.at(
                            IssueCode.DUPLICATE_MEMBER,
                            duplicate.pointer(),
                            "'" + duplicate.pointer().dotted() + "' stands there twice")
                    .atPosition(Optional.of(duplicate.position()))
                    .expected("one member of that name")
                    .actual("the name again")
                    .suggest("remove one of the two");
            throw refused(place + " are ambiguous", issue);
        }
        if (!source.root().isObject()) {
            throw refused(place + " must be a JSON object, not " + Json.typeOf(source.root()), null);
        }
        return source;
    }

    private byte[] bytes(String file, String place) {
        try (InputStream stream = open(file)) {
            byte[] bytes = stream.readNBytes(mostMebibytes * MEBIBYTE + 1);
            if (bytes.length > mostMebibytes * MEBIBYTE) {
                throw refused(place + " are larger than " + mostMebibytes + " MiB", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw refused("There is no file " + shown(file) + " with " + noun, null);
        } catch (IOException e) {
            throw refused("Cannot read the " + noun + " in " + shown(file) + ": " + e.getMessage(), null);
        }
    }

    private InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? invocation.session().in()
                : Files.newInputStream(invocation.path(option, file));
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private RuntimeException refused(String message, @Nullable Issue issue) {
        return invocation.usage(
                Problem.of(ProblemCode.USAGE_ERROR, message, issue == null ? List.of() : List.of(issue)));
    }
}
