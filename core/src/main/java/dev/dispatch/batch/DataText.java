package dev.dispatch.batch;

import dev.dispatch.json.Json;
import dev.dispatch.json.Pointer;
import dev.dispatch.json.Position;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.problem.ProblemException;
import dev.dispatch.problem.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a file of rows, known to be UTF-8 text.
 *
 * @param name of the file, for messages
 * @param from where the text begins, behind a byte order mark
 */
@SuppressWarnings("ArrayRecordComponent")
record DataText(String name, byte[] bytes, int from) {

    /** @throws ProblemException a {@code USAGE_ERROR} for what is too large, or no text */
    static DataText of(String name, byte[] bytes) {
        boolean marked =
                bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        DataText text = new DataText(name, bytes, marked ? 3 : 0);
        if (bytes.length > DataRows.MOST_BYTES) {
            throw text.fault("is larger than " + (DataRows.MOST_BYTES >> 20) + " MiB", 0, new Position(1, 1));
        }
        int bad = text.firstBad();
        if (bad >= 0) {
            throw text.fault(
                    bytes[bad] == 0
                            ? "holds a NUL character; expected UTF-8 text"
                            : "is not UTF-8 text; save it with the encoding UTF-8",
                    0,
                    text.position(bad));
        }
        return text;
    }

    private int firstBad() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                return in.position();
            }
            if (result.isUnderflow()) {
                break;
            }
            out.clear();
        }
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The end of the line that holds a place: that of its line feed or carriage return, or of the text. */
    int lineEnd(int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    /** Where the line after an end begins. */
    int nextLine(int end) {
        boolean two = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
        return Math.min(bytes.length, end + (two ? 2 : 1));
    }

    int lineStart(int line) {
        int at = from;
        for (int i = 1; i < line; i++) {
            at = nextLine(lineEnd(at));
        }
        return at;
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    Position position(int at) {
        int line = 1;
        int start = from;
        while (true) {
            int end = lineEnd(start);
            if (at <= end || end == bytes.length || nextLine(end) > at) {
                return new Position(line, text(start, Math.max(start, at)).length() + 1);
            }
            start = nextLine(end);
            line++;
        }
    }

    /**
     * A refusal of the whole file.
     *
     * @param row from 1; 0 where it is about none
     */
    ProblemException fault(String what, int row, Position at) {
        String message = row == 0
                ? name + " " + what + " (line " + at.line() + ", column " + at.column() + ")"
                : name + ": row " + row + " (line " + at.line() + ", column " + at.column() + ") " + what;
        Issue issue = placed(Issue.at(IssueCode.INVALID_INPUT, Pointer.ROOT, message), row, at);
        return Problem.of(ProblemCode.USAGE_ERROR, Shown.said(message, 1_000), List.of(issue))
                .exception();
    }

    /** A finding with its place in this file. */
    Issue placed(Issue issue, int row, Position at) {
        var members = issue.attributes().deepCopy().put("file", name);
        return issue.atPosition(Optional.of(at)).with(row == 0 ? members : members.put("row", row));
    }

    static String place(int row, int line) {
        return "row " + row + " (line " + line + ")";
    }

    /** A finding about the job that a row brought about. */
    static Issue ofJob(Row row, Issue issue) {
        return issue.saying(row.place() + ": " + issue.message())
                .with(Json.object().setAll(issue.attributes()).put("row", row.index()));
    }
}
