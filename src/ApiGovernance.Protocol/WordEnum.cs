using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol;

/// <summary>
/// An enumeration as one of its words. Numbers are none of them, and neither is a list of words: the serializer alone would take both, and
/// a value that does not exist would get in.
/// </summary>
internal class WordEnum<T> : JsonConverter<T>
    where T : struct, Enum
{
    private readonly JsonConverter<T> _words;

    public WordEnum()
        : this(null)
    {
    }

    protected WordEnum(JsonNamingPolicy? policy) =>
        _words = (JsonConverter<T>)new JsonStringEnumConverter<T>(policy, allowIntegerValues: false).CreateConverter(typeof(T), new JsonSerializerOptions());

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.GetString()!.Contains(',', StringComparison.Ordinal)
            ? _words.Read(ref reader, typeToConvert, options)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => _words.Write(writer, value, options);
}
