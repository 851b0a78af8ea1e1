using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

internal enum ContentEncoding
{
    None,
    Base64,
    Base64Url,
    Base32,
    Base16,
}

/// <summary>contentEncoding, contentMediaType of JSON and contentSchema: the string is decoded, read and judged on its own.</summary>
internal sealed class ContentInstruction(SchemaNode site, ContentEncoding encoding, bool isJson) : Instruction(site, "contentEncoding")
{
    // Which of two equal keys counts is for the schema's own rules to say, not for the question whether this is JSON.
    private static readonly JsonInputLimits s_limits = new() { AllowDuplicateKeys = true };

    /// <summary>What the content has to satisfy; null when it only has to be JSON.</summary>
    public CompiledSchema? Schema { get; set; }

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        ReadOnlySpan<byte> text = e.View.Text(token);
        if (!IsEncoded(text))
            return e.Collecting && e.Report(token, this, $"The string must be encoded as {encoding.ToString().ToLowerInvariant()}.", encoding.ToString().ToLowerInvariant());
        if (!isJson)
            return true;
        byte[]? decoded = encoding == ContentEncoding.None ? null : ContentDecoder.Decode(encoding, text);
        ReadOnlySpan<byte> content = decoded ?? text;
        if (!IsJson(content))
            return e.Collecting && e.Report(token, Site, "contentMediaType", "contentMediaType", "The content of the string must be JSON.", "JSON");
        if (Schema is null || Schema.IsValid(content, s_limits))
            return true;
        if (!e.Collecting)
            return false;
        SchemaError first = Schema.Validate(content, 1, s_limits).Errors[0];
        string place = first.InstancePointer.Length == 0 ? "The content of the string" : $"The content of the string, at {first.InstancePointer}";
        return e.Report(token, Site, "contentSchema", "contentSchema", $"{place}: {first.Message}", first.Expected);
    }

    private bool IsEncoded(ReadOnlySpan<byte> text) => encoding switch
    {
        ContentEncoding.Base64 => EncodingFormats.IsBase64(text),
        ContentEncoding.Base64Url => EncodingFormats.IsBase64Url(text),
        ContentEncoding.Base32 => EncodingFormats.IsBase32(text),
        ContentEncoding.Base16 => EncodingFormats.IsBase16(text),
        _ => true,
    };

    private static bool IsJson(ReadOnlySpan<byte> content)
    {
        JsonBuffers buffers = JsonBuffers.Rent();
        bool read = new JsonScanner(content, buffers, s_limits).Run(out _);
        buffers.Return();
        return read;
    }
}
