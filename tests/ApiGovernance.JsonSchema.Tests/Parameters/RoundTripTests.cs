using System.Globalization;
using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema.Parameters;
using static ApiGovernance.JsonSchema.Parameters.SerializationStyle;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

/// <summary>What an encoder written after RFC 6570 spells, the decoder reads as the same value: random values in every combination.</summary>
public class RoundTripTests
{
    private const string Special = ",;.=&%+/?#[]|\" \t'\\:@!$()*";
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~";

    public static TheoryData<ParameterIn, SerializationStyle, bool> Combinations
    {
        get
        {
            TheoryData<ParameterIn, SerializationStyle, bool> rows = [];
            foreach (bool explode in new[] { false, true })
            {
                foreach (SerializationStyle style in new[] { Simple, Label, Matrix })
                    rows.Add(ParameterIn.Path, style, explode);
                rows.Add(ParameterIn.Query, Form, explode);
                rows.Add(ParameterIn.Cookie, Form, explode);
            }

            rows.Add(ParameterIn.Query, SpaceDelimited, false);
            rows.Add(ParameterIn.Query, PipeDelimited, false);
            rows.Add(ParameterIn.Query, TabDelimited, false);
            rows.Add(ParameterIn.Query, DeepObject, true);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void What_is_encoded_is_decoded_to_the_same_value(ParameterIn place, SerializationStyle style, bool explode)
    {
        Random random = new(4711);
        for (int round = 0; round < 100; round++)
        {
            foreach (string kind in style == DeepObject ? ["object"] : style is SpaceDelimited or PipeDelimited or TabDelimited ? ["array", "object"] : new[] { "string", "array", "object" })
            {
                string[] items = [.. Enumerable.Range(0, kind == "string" ? 1 : random.Next(1, 5)).Select(_ => Text(random, 1 + random.Next(8)))];
                string[] keys = [.. items.Select((_, i) => "k" + i.ToString(CultureInfo.InvariantCulture) + Text(random, random.Next(4)))];
                // These styles have no way to write their delimiter as data: it is percent-encoded itself.
                if (style is SpaceDelimited or PipeDelimited or TabDelimited)
                {
                    items = Array.ConvertAll(items, text => text.Replace(' ', '_').Replace('|', '_').Replace('\t', '_'));
                    keys = Array.ConvertAll(keys, text => text.Replace(' ', '_').Replace('|', '_').Replace('\t', '_'));
                }

                // Brackets in a key of a deep object cannot be told from the style's own, encoded or not.
                if (style == DeepObject)
                    keys = Array.ConvertAll(keys, key => key.Replace('[', '(').Replace(']', ')'));
                string raw = Encode(place, style, explode, kind, keys, items);
                string value = kind switch
                {
                    "string" => JsonSerializer.Serialize(items[0]),
                    "array" => JsonSerializer.Serialize(items),
                    _ => JsonSerializer.Serialize(keys.Zip(items).ToDictionary(pair => pair.First, pair => pair.Second)),
                };
                string properties = string.Join(',', keys.Select(key => $$"""{{JsonSerializer.Serialize(key)}}: {"type": "string"}"""));
                string schema = $$$"""{"type": "{{{kind}}}", "items": {"type": "string"}, "properties": { {{{properties}}} }, "const": {{{value}}}}""";
                ParameterWorld.Parameter(place, style, explode, schema).Check(raw)
                    .ShouldBeEmpty($"round {round}: {raw} for {value}");
            }
        }
    }

    private static string Encode(ParameterIn place, SerializationStyle style, bool explode, string kind, string[] keys, string[] items)
    {
        Func<string, string> percent = place == ParameterIn.Query
            ? text => Uri.EscapeDataString(text).Replace("%20", text.Length % 2 == 0 && style != SpaceDelimited ? "+" : "%20", StringComparison.Ordinal)
            : text => Uri.EscapeDataString(text).Replace(".", style == Label ? "%2E" : ".", StringComparison.Ordinal);
        string[] values = Array.ConvertAll(items, text => percent(text));
        string[] names = Array.ConvertAll(keys, text => percent(text));
        string separator = style switch
        {
            Label when explode => ".",
            Matrix when explode => ";",
            Form when explode => "&",
            SpaceDelimited => "%20",
            PipeDelimited => "%7C",
            TabDelimited => "%09",
            DeepObject => "&",
            _ => ",",
        };
        IEnumerable<string> parts = kind switch
        {
            "object" when style == DeepObject => names.Zip(values, (name, value) => $"color%5B{name}%5D={value}"),
            "object" when explode => names.Zip(values, (name, value) => $"{name}={value}"),
            "object" => names.Zip(values).SelectMany(pair => new[] { pair.First, pair.Second }),
            _ when explode && style is Matrix or Form => values.Select(value => $"color={value}"),
            _ => values,
        };
        string body = string.Join(separator, kind == "string" ? values : parts);
        bool named = kind == "string" || !explode;
        return style switch
        {
            Simple or DeepObject => body,
            Label => "." + body,
            Matrix => named ? $";color={body}" : ";" + body,
            _ => named || style != Form ? $"color={body}" : body,
        };
    }

    private static string Text(Random random, int length)
    {
        StringBuilder text = new();
        for (int i = 0; i < length; i++)
        {
            _ = random.Next(6) switch
            {
                0 => text.Append(Special[random.Next(Special.Length)]),
                1 => text.Append(new Rune(random.Next(0xA0, 0xD800)).ToString()),
                2 when random.Next(4) == 0 => text.Append(new Rune(random.Next(0x10000, 0x10FFFF)).ToString()),
                _ => text.Append(Unreserved[random.Next(Unreserved.Length)]),
            };
        }

        return text.ToString();
    }
}
