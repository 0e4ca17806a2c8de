package dev.dispatch.cli.reference;

/**
 * An option or a positional argument of a command.
 *
 * @param name an option with its dashes; of a positional argument its label
 * @param value what stands for the value of an option; empty for a flag and for a positional argument
 */
public record Argument(
        String name, String value, boolean positional, boolean required, boolean repeatable, String purpose) {

    public boolean takesValue() {
        return !value.isEmpty();
    }

    /** The name of what is typed as the value: that of an option, or the positional argument itself. */
    public String label() {
        return positional ? name : value;
    }

    /** As it is typed, such as {@code --case PATH}. */
    public String word() {
        return takesValue() ? name + " " + value : name;
    }

    /** As it stands in a usage line: brackets around what can be left out, dots behind what can be repeated. */
    public String usage() {
        return (required ? word() : "[" + word() + "]") + (repeatable ? "..." : "");
    }
}
