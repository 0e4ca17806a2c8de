package dev.dispatch.config;

import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.MemberIssue;
import dev.dispatch.problem.Members;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file with what was found in it. */
record ConfigSource(Path file, JsonSource json, IssueList issues) {

    private static final int LARGEST = 1024 * 1024;

    private static final String NO_VALUE = "expected a value";

    /** What every such file may also hold: its schema, for editors. */
    private static final String SCHEMA = "$schema";

    /** Empty where there is no JSON in it; the reason is added to the faults. */
    static Optional<ConfigSource> read(Path file, List<Issue> faults) {
        try {
            JsonSource json = JsonSource.read(text(file));
            ConfigSource source = new ConfigSource(file, json, IssueList.about(json));
            json.duplicates().forEach(duplicate -> source.issues.add(MemberIssue.duplicate(duplicate)));
            return Optional.of(source);
        } catch (JsonSyntaxException e) {
            faults.add(fault(file, "The file is not JSON: " + why(e), "a JSON document (RFC 8259)")
                    .atPosition(Optional.of(e.position())));
        } catch (CharacterCodingException e) {
            faults.add(fault(file, "The file is not text in UTF-8", "a JSON document in UTF-8"));
        } catch (NoSuchFileException e) {
            faults.add(fault(file, "There is no such file: " + file, "a JSON document"));
        } catch (AccessDeniedException e) {
            faults.add(fault(file, "The file cannot be read: permission denied", "a JSON document"));
        } catch (IOException e) {
            faults.add(fault(file, "The file cannot be read: " + e.getMessage(), "a JSON document"));
        }
        return Optional.empty();
    }

    /** The members of the whole document, whose names are known or begin with {@code x-}. */
    Members members(Set<String> known) {
        Members members = Members.of(json.root(), Pointer.ROOT, issues);
        Set<String> allowed = new HashSet<>(known);
        allowed.add(SCHEMA);
        for (String name : json.root().propertyNames()) {
            if (name.startsWith("x-")) {
                allowed.add(name);
            }
        }
        return members.allow(allowed, Set.of());
    }

    /** What was found, each with the file; a member of a wrong type is a matter of the configuration. */
    List<Issue> found() {
        List<Issue> all = new ArrayList<>();
        for (Issue issue : issues.issues()) {
            Issue ours = issue.code() == IssueCode.SCHEMA_ERROR ? recoded(issue) : issue;
            // A rule of a policy names the file of the policy; the place is in this one.
            all.add(ours.with("file", file.toString()));
        }
        return all;
    }

    private static Issue recoded(Issue issue) {
        return new Issue(
                IssueCode.INVALID_CONFIG,
                null,
                issue.path(),
                issue.pointer(),
                issue.position(),
                issue.message(),
                issue.expected(),
                // The value may hold a secret, whatever it was meant to be.
                null,
                issue.suggestions(),
                issue.attributes());
    }

    /** Without what stands there: a token whose quotes were forgotten. */
    private static String why(JsonSyntaxException e) {
        String message = String.valueOf(e.getMessage());
        boolean word = message.startsWith(NO_VALUE + " but found '") && message.length() > NO_VALUE.length() + 14;
        return word ? NO_VALUE : message;
    }

    private static Issue fault(Path file, String message, String expected) {
        return Issue.at(IssueCode.INVALID_CONFIG, Pointer.ROOT, message)
                .expected(expected)
                .with("file", file.toString());
    }

    private static String text(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than 1 MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }
}
