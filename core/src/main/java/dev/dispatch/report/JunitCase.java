package dev.dispatch.report;

/**
 * One test case of JUnit XML.
 *
 * @param group what continuous integration shows it under
 * @param message why it did not pass; empty for one that did
 * @param kind the reason's code; empty for none
 * @param output what else is worth reading; empty for nothing
 */
record JunitCase(String group, String name, long millis, Outcome outcome, String message, String kind, String output) {

    enum Outcome {
        PASSED(""),
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        Outcome(String element) {
            this.element = element;
        }
    }

    void write(StringBuilder out) {
        out.append("    <testcase classname=\"").append(Markup.text(Words.cut(group, 200)));
        out.append("\" name=\"").append(Markup.text(Words.cut(name, 300)));
        out.append("\" time=\"").append(Words.seconds(Math.max(0, millis)));
        if (outcome == Outcome.PASSED && output.isEmpty()) {
            out.append("\"/>\n");
            return;
        }
        out.append("\">\n");
        if (outcome != Outcome.PASSED) {
            out.append("      <").append(outcome.element);
            out.append(" message=\"").append(Markup.text(Words.cut(message, 500).replace('\n', ' ')));
            if (!kind.isEmpty() && outcome != Outcome.SKIPPED) {
                out.append("\" type=\"").append(Markup.text(kind));
            }
            out.append("\"");
            if (outcome == Outcome.SKIPPED || message.isEmpty()) {
                out.append("/>\n");
            } else {
                out.append(">")
                        .append(Markup.text(message))
                        .append("</")
                        .append(outcome.element)
                        .append(">\n");
            }
        }
        if (!output.isEmpty()) {
            out.append("      <system-out>").append(Markup.text(output)).append("</system-out>\n");
        }
        out.append("    </testcase>\n");
    }
}
