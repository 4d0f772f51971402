// A checker for the part of JSON Schema that cli/output.schema.json uses. Stricter than the
// standard in one point: an object with `properties` must not have others, so that the schema
// cannot fall behind the output.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

namespace newsprint {

class SchemaCheck {
 public:
  explicit SchemaCheck(const std::string& path) { schema_ = parser_.load(path).value(); }

  // What is wrong with `line`, or "".
  std::string Check(const std::string& line) {
    simdjson::dom::element value;
    if (line_parser_.parse(line).get(value) != simdjson::SUCCESS) return "not JSON";
    return Check(schema_, value);
  }

 private:
  using Element = simdjson::dom::element;

  static bool Has(Element schema, std::string_view key) {
    return schema[key].error() == simdjson::SUCCESS;
  }

  std::string Check(Element schema, Element value) {
    if (Has(schema, "$ref")) {
      const std::string_view ref = schema["$ref"].get_string().value();  // "#/$defs/name"
      return Check(schema_.at_pointer(ref.substr(1)).value(), value);
    }
    if (Has(schema, "oneOf")) return CheckOneOf(schema["oneOf"].value(), value);
    if (Has(schema, "const") && !Same(schema["const"].value(), value)) return Wrong(value, "const");
    if (Has(schema, "enum") && !IsAmong(schema["enum"].value(), value)) return Wrong(value, "enum");
    if (Has(schema, "type")) {
      if (!IsOfType(value, schema["type"].get_string().value())) return Wrong(value, "type");
    }
    if (value.is_number()) return CheckNumber(schema, value);
    if (value.is_array()) return CheckArray(schema, value);
    if (value.is_object()) return CheckObject(schema, value);
    return "";
  }

  std::string CheckOneOf(Element schemas, Element value) {
    int fitting = 0;
    std::string all;
    const simdjson::dom::array choices = schemas.get_array().value();
    for (const Element schema : choices) {
      const std::string error = Check(schema, value);
      fitting += error.empty() ? 1 : 0;
      all += "\n  " + error;
    }
    return fitting == 1 ? "" : std::to_string(fitting) + " of oneOf fit:" + all;
  }

  static std::string CheckNumber(Element schema, Element value) {
    const double number = value.get_double().value();
    const bool fits =
        (!Has(schema, "minimum") || number >= schema["minimum"].get_double().value()) &&
        (!Has(schema, "maximum") || number <= schema["maximum"].get_double().value());
    return fits ? "" : Wrong(value, "range");
  }

  std::string CheckArray(Element schema, Element value) {
    const simdjson::dom::array items = value.get_array().value();
    if (Has(schema, "minItems") && items.size() < schema["minItems"].get_uint64().value()) {
      return Wrong(value, "minItems");
    }
    if (Has(schema, "maxItems") && items.size() > schema["maxItems"].get_uint64().value()) {
      return Wrong(value, "maxItems");
    }
    if (!Has(schema, "items")) return "";
    for (const Element item : items) {
      const std::string error = Check(schema["items"].value(), item);
      if (!error.empty()) return error;
    }
    return "";
  }

  std::string CheckObject(Element schema, Element value) {
    if (Has(schema, "required")) {
      const simdjson::dom::array keys = schema["required"].get_array().value();
      for (const Element key : keys) {
        if (!Has(value, key.get_string().value())) return Wrong(key, "missing");
      }
    }
    const simdjson::dom::object fields = value.get_object().value();
    for (const auto field : fields) {
      std::string error;
      if (Has(schema, "properties") && Has(schema["properties"].value(), field.key)) {
        error = Check(schema["properties"][field.key].value(), field.value);
      } else if (Has(schema, "additionalProperties")) {
        error = Check(schema["additionalProperties"].value(), field.value);
      } else if (Has(schema, "properties")) {
        error = "not described";
      }
      if (!error.empty()) return std::string(field.key) + ": " + error;
    }
    return "";
  }

  static bool IsOfType(Element value, std::string_view type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "boolean" && value.is_bool()) ||
           (type == "number" && value.is_number()) || (type == "integer" && value.is_uint64());
  }

  static bool Same(Element a, Element b) { return simdjson::minify(a) == simdjson::minify(b); }

  static bool IsAmong(Element values, Element value) {
    const simdjson::dom::array choices = values.get_array().value();
    for (const Element one : choices) {
      if (Same(one, value)) return true;
    }
    return false;
  }

  static std::string Wrong(Element value, std::string_view rule) {
    return simdjson::minify(value) + " (" + std::string(rule) + ")";
  }

  simdjson::dom::parser parser_;
  simdjson::dom::parser line_parser_;
  Element schema_;
};

}  // namespace newsprint
