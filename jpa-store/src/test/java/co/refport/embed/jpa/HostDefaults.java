package co.refport.embed.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a host's persistence unit has for all of its entities; see {@link HostDefaultsTest}. */
public final class HostDefaults {

  private HostDefaults() {}

  /** The host's own entity, which the defaults are meant for. */
  @Entity(name = "HostOrder")
  public static class Order {
    private long id;

    @Id
    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }
  }

  /** A default listener that knows the host's entities only. */
  public static class Audit {
    public void audit(Object entity) {
      Order order = (Order) entity;
      order.setId(order.getId());
    }
  }

  @Converter(autoApply = true)
  public static class Flags implements AttributeConverter<Boolean, String> {
    @Override
    public String convertToDatabaseColumn(Boolean flag) {
      return flag ? "Y" : "N";
    }

    @Override
    public Boolean convertToEntityAttribute(String text) {
      return "Y".equals(text);
    }
  }

  @Converter(autoApply = true)
  public static class Numbers implements AttributeConverter<Long, String> {
    @Override
    public String convertToDatabaseColumn(Long number) {
      return "no. " + number;
    }

    @Override
    public Long convertToEntityAttribute(String text) {
      return Long.valueOf(text.substring(4));
    }
  }

  @Converter(autoApply = true)
  public static class Texts implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String text) {
      return "<" + text + ">";
    }

    @Override
    public String convertToEntityAttribute(String text) {
      return text.substring(1, text.length() - 1);
    }
  }
}
