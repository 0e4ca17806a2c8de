package dev.dispatch.cli.output;

/** What a piece of text means; shown as a colour where colours are shown. */
public enum Tone {
    GOOD("32"),
    BAD("31"),
    CAUTION("33"),
    FAINT("2"),
    STRONG("1");

    private final String parameter;

    Tone(String parameter) {
        this.parameter = parameter;
    }

    /** The text between the sequences of ECMA-48 that switch the colour on and off. */
    String apply(String text) {
        return "\u001b[" + parameter + "m" + text + "\u001b[0m";
    }
}
