package co.refport.embed.sample.browser;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Reads the colours of a screenshot. */
final class Pixels {

  private Pixels() {}

  /** Returns a pixel's colour as CSS writes it. */
  static String at(byte[] png, int x, int y) {
    try {
      Color color = new Color(ImageIO.read(new ByteArrayInputStream(png)).getRGB(x, y));
      return "rgb(%d, %d, %d)".formatted(color.getRed(), color.getGreen(), color.getBlue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
