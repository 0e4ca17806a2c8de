package dev.dispatch.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The closed set of names that stand for text which differs from one execution to the next. */
public enum Placeholder {
    /** The folder the commands are typed in. */
    WORK,
    /** The user's home folder. */
    HOME,
    /** Folder of the distribution, where shipped jobs and modules are. */
    DIST,
    /** Base URL of the transcript's demo API. */
    DEMO_URL,
    RUN_ID("", "\\d{8}-\\d{6}-[a-z0-9-]+-\\d{3}[0-9a-f]{4}"),
    BATCH_ID("", "\\d{8}-\\d{6}-job-batch-[0-9a-f]{4}"),
    /** An instant in ISO-8601, in UTC, to the second or finer. */
    TIME("", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z"),
    /** A date as HTTP headers have it. */
    HTTP_DATE("", "[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"),
    /** A length of time that was measured, as people read it; it stands in a column or in parentheses. */
    DURATION("(?<=  |\\()", "(?:\\d+ ?ms|\\d+\\.\\ds)(?=$|  |\\))"),
    /** Milliseconds as a JSON number. */
    MILLIS("(?<=(?:Ms|dns|connect|tls|send|wait|receive)\" ?: ?)", "\\d+(?:\\.\\d+)?"),
    /** The size of files that hold times and ids, as a JSON number. */
    BYTES("(?<=\"(?:bytes|bytesFreed)\" ?: ?)", "\\d+"),
    /** A SHA-256 sum or its beginning. */
    HASH("(?<![\\w-])(?=[0-9]*[a-f])(?=[a-f]*[0-9])", "[0-9a-f]{12,64}(?![\\w-])"),
    PORT("(?<=127\\.0\\.0\\.1:)", "\\d{4,5}(?!\\d)"),
    VERSION("(?<=(?:cli|skill)Version\" ?: ?\"|SKILL\\.md )", "\\d+\\.\\d+\\.\\d+"),
    JAVA_VERSION("(?<=javaVersion\" ?: ?\"|Java )", "25[0-9.]*(?:\\+[\\w.-]+)?"),
    /** Folder of the Java runtime. */
    JAVA_HOME,
    /** Whether there is a start-up cache, which depends on how the program was started. */
    CACHE("", "in use: [^\"]+\\.aot|none for this Java yet; the launcher builds it in the background"),
    /** Which Node.js the machine has, if any. */
    NODE("", "Node\\.js [^\"]+ in [^\"]+|not found; only modules written in JavaScript need Node\\.js"),
    /** Room on the disk, or the size of files, as people read it. */
    SIZE("", "\\d+(?:\\.\\d)? [KMGT]iB");

    private final String shape;
    private final Pattern recogniser;

    /** Its text is known before a command runs. */
    Placeholder() {
        this("", "(?!)");
    }

    /**
     * @param before what has to stand before it for update mode to take it for this placeholder
     * @param shape all texts it stands for
     */
    Placeholder(String before, String shape) {
        this.shape = shape;
        this.recogniser = Pattern.compile(before + shape);
    }

    /** The regular expression of the texts it stands for; none of its groups capture. */
    String shape() {
        return shape;
    }

    /** Whether its text is known before a command runs, so that commands and files may use it without a number. */
    boolean known() {
        return this == WORK || this == HOME || this == DIST || this == DEMO_URL || this == JAVA_HOME;
    }

    /** Whether update mode writes it with a number, because later commands need it. */
    boolean numbered() {
        return this == RUN_ID || this == BATCH_ID;
    }

    /** The text at this place that update mode replaces; empty where there is none. */
    String recognise(String line, int start) {
        Matcher matcher = recogniser.matcher(line).useTransparentBounds(true).region(start, line.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
