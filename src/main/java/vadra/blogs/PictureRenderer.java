package vadra.blogs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import vadra.media.Picture;

/** Shows the own pictures of an article, with room kept for each before it is there. */
final class PictureRenderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final Map<String, Picture.Size> sizes;

    PictureRenderer(HtmlNodeRendererContext context, Map<String, Picture.Size> sizes) {
        this.context = context;
        this.sizes = sizes;
    }

    /** A picture that stands free. */
    static final class Figure extends CustomBlock {}

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Figure.class, Image.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Image image) {
            picture(image);
        } else if (node.getFirstChild() instanceof Image image) {
            var html = context.getWriter();
            html.line();
            html.tag("figure");
            picture(image);
            if (image.getTitle() != null && !image.getTitle().isBlank()) {
                html.tag("figcaption");
                html.text(image.getTitle());
                html.tag("/figcaption");
            }
            html.tag("/figure");
            html.line();
        }
    }

    private void picture(Image image) {
        var id = image.getDestination().substring("media:".length());
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("src", "/media/" + id);
        attributes.put("alt", ArticleMarkdown.alt(image));
        var size = sizes.get(id);
        if (size != null) {
            attributes.put("width", Integer.toString(size.width()));
            attributes.put("height", Integer.toString(size.height()));
        }
        context.getWriter().tag("img", attributes, true);
    }
}
