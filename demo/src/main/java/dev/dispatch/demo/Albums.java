package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the albums, ten for each user. */
final class Albums {
    static final int COUNT = 100;

    private static final int PER_PARENT = 10;

    private Albums() {}

    static List<ObjectNode> generate() {
        Words words = new Words(104);
        List<ObjectNode> albums = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            albums.add(album(id, words));
        }
        return albums;
    }

    private static ObjectNode album(int id, Words words) {
        ObjectNode album = JsonNodeFactory.instance.objectNode();
        album.put("userId", 1 + (id - 1) / PER_PARENT);
        album.put("id", id);
        album.put("title", words.phrase());
        return album;
    }
}
