package dev.dispatch.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The list of components in CycloneDX's form, as it ships. */
final class ComponentList {
    private static final String OWN_GROUP = "dev.dispatch";

    private ComponentList() {}

    /**
     * Writes the list that the build's plugin made, without the sums of this project's own modules: their jars do not
     * ship, and hold the time they were made.
     *
     * @throws NoSuchFileException where the plugin made none, because Maven runs offline
     */
    static void write(Path made, Path target) throws IOException {
        if (!Files.exists(made)) {
            throw new NoSuchFileException(
                    made.toString(), null, "Maven skips the list of components when it is offline");
        }
        ObjectMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        JsonNode list = mapper.readTree(Files.readString(made));
        for (JsonNode component : list.path("components")) {
            if (component.path("group").asString("").equals(OWN_GROUP)) {
                ((ObjectNode) component).remove("hashes");
            }
        }
        Files.writeString(target, mapper.writeValueAsString(list) + "\n");
    }
}
