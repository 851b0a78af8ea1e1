using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Reads the parameters of one request as JSON. One per thread: reading never waits.</summary>
#pragma warning disable CA1001 // The writer holds nothing but memory.
internal sealed class ParameterReader
#pragma warning restore CA1001
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);
    private readonly Utf8JsonWriter writer;
    private readonly List<ReadOnlyMemory<char>> values = [];

    public ParameterReader() =>
        writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public List<QueryPair> Query { get; } = [];

    /// <summary>The values of a query parameter, still encoded; valid until the next call.</summary>
    public List<ReadOnlyMemory<char>> QueryValues(string name)
    {
        values.Clear();
        foreach (QueryPair pair in Query)
        {
            if (pair.Name.Span.SequenceEqual(name))
                values.Add(pair.RawValue);
        }

        return values;
    }

    /// <summary>The JSON of one raw query value, or of several for an exploded array.</summary>
    /// <returns>False when the text does not have the form of the parameter's style.</returns>
    public bool TryReadQuery(ParameterPlan plan, ParameterShape shape, List<ReadOnlyMemory<char>> raw, out ReadOnlySpan<byte> json)
    {
        Begin();
        bool read = shape switch
        {
            ParameterShape.Array => Array(plan, raw.Count == 1 && !(plan.Parameter is { Style: ParameterStyle.Form, Explode: true })
                ? StyleSplitter.QueryItems(plan.Parameter, raw[0].Span)
                : raw.ConvertAll(value => QueryPairs.Decode(value.Span))),
            ParameterShape.Object => raw.Count == 1 && Object(plan, StyleSplitter.Alternating(StyleSplitter.QueryItems(plan.Parameter, raw[0].Span))),
            _ => raw.Count == 1 && Scalar(plan, shape, raw[0].Span.IndexOfAny('%', '+') < 0 ? raw[0].Span : QueryPairs.Decode(raw[0].Span)),
        };
        json = End();
        return read;
    }

    /// <summary>The JSON of the properties of a deep or spread object.</summary>
    public ReadOnlySpan<byte> ReadPairs(ParameterPlan plan, List<KeyValuePair<string, string>> pairs)
    {
        Begin();
        JsonValueWriter.Object(writer, pairs, plan.Schema);
        return End();
    }

    /// <summary>The JSON of a path, header or cookie parameter.</summary>
    /// <inheritdoc cref="TryReadQuery"/>
    public bool TryReadText(ParameterPlan plan, ParameterShape shape, string text, out ReadOnlySpan<byte> json)
    {
        Begin();
        bool read = shape switch
        {
            ParameterShape.Array => Array(plan, StyleSplitter.Items(plan.Parameter, text)),
            ParameterShape.Object => Object(plan, StyleSplitter.Properties(plan.Parameter, text)),
            ParameterShape.Json => Scalar(plan, shape, text),
            _ => StyleSplitter.Single(plan.Parameter, text) is { } single && Scalar(plan, shape, single),
        };
        json = End();
        return read;
    }

    private bool Scalar(ParameterPlan plan, ParameterShape shape, ReadOnlySpan<char> text)
    {
        if (shape == ParameterShape.Json)
            Encoding.UTF8.GetBytes(text, buffer);
        else if (shape == ParameterShape.Text)
            JsonValueWriter.Text(writer, text);
        else
            JsonValueWriter.Primitive(writer, text, plan.Schema?.RootTypes ?? JsonTypes.Any);
        return true;
    }

    private bool Array(ParameterPlan plan, List<string>? items)
    {
        if (items is not null)
            JsonValueWriter.Array(writer, items, plan.Schema?.ItemTypes ?? JsonTypes.Any);
        return items is not null;
    }

    private bool Object(ParameterPlan plan, List<KeyValuePair<string, string>>? pairs)
    {
        if (pairs is not null)
            JsonValueWriter.Object(writer, pairs, plan.Schema);
        return pairs is not null;
    }

    private void Begin()
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
    }

    private ReadOnlySpan<byte> End()
    {
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
