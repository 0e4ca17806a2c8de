/** What the author of a module imports. */
module dev.dispatch.sdk {
    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;

    exports dev.dispatch.sdk;
}
