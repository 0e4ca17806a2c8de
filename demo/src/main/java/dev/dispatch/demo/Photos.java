package dev.dispatch.demo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates the photos, fifty for each album. */
final class Photos {
    static final int COUNT = 5000;

    private static final int PER_PARENT = 50;

    private Photos() {}

    static List<ObjectNode> generate() {
        Words words = new Words(105);
        List<ObjectNode> photos = new ArrayList<>(COUNT);
        for (int id = 1; id <= COUNT; id++) {
            photos.add(photo(id, words));
        }
        return photos;
    }

    private static ObjectNode photo(int id, Words words) {
        ObjectNode photo = JsonNodeFactory.instance.objectNode();
        String color = words.digits(6);
        photo.put("albumId", 1 + (id - 1) / PER_PARENT);
        photo.put("id", id);
        photo.put("title", words.phrase());
        photo.put("url", "https://images.example.com/600/" + color);
        photo.put("thumbnailUrl", "https://images.example.com/150/" + color);
        return photo;
    }
}
