package dev.dispatch.module;

/** Where a module comes from; a later layer replaces actions of an earlier one. */
public enum Layer {
    /** Part of the program. */
    BUILTIN("builtin"),
    /** A folder under a workspace's {@code modules/}. */
    REPO("repo"),
    /** A folder {@code <name>@<version>} under the home's {@code modules/}. */
    USER("user");

    private final String word;

    Layer(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
