using System.Buffers;
using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiGovernance.Catalog.Http;

/// <summary>Writes lists as pages: <c>items</c>, <c>next</c>, and the same as a <c>Link</c> header (RFC 8288).</summary>
internal static class Pages
{
    /// <summary>A list that is all in memory.</summary>
    /// <param name="key">The items' order: ordinal, and unique.</param>
    public static IResult Of<T>(HttpContext http, IEnumerable<T> items, Func<T, string> key) => Of(http, items, key, item => item);

    /// <param name="shown">What is written of an item.</param>
    public static IResult Of<T, TShown>(HttpContext http, IEnumerable<T> items, Func<T, string> key, Func<T, TShown> shown)
    {
        PageRequest page = PageRequest.Of(http.Request);
        IEnumerable<T> ordered = items.OrderBy(key, StringComparer.Ordinal);
        if (page.After is { } after)
            ordered = ordered.SkipWhile(item => string.CompareOrdinal(key(item), after) <= 0);
        return Write(http, page, [.. ordered.Take(page.Limit + 1)], key, shown, _ => { });
    }

    public static IResult Descriptors(HttpContext http, IEnumerable<Descriptor> descriptors) =>
        Of(http, descriptors, descriptor => descriptor.Name);

    /// <summary>A list that was read behind the cursor, with one item more than the page holds when there are more.</summary>
    public static IResult Write<T>(HttpContext http, PageRequest page, IReadOnlyList<T> items, Func<T, string> key) =>
        Write(http, page, items, key, item => item, _ => { });

    /// <param name="shown">What is written of an item.</param>
    /// <param name="more">Writes members beside the items.</param>
    public static IResult Write<T, TShown>(
        HttpContext http, PageRequest page, IReadOnlyList<T> items, Func<T, string> key, Func<T, TShown> shown, Action<Utf8JsonWriter> more)
    {
        string? next = items.Count > page.Limit ? page.CursorAfter(key(items[page.Limit - 1])) : null;
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items");
            foreach (TShown item in items.Take(page.Limit).Select(shown))
            {
                if (item is Descriptor descriptor)
                    writer.WriteRawValue(DescriptorWriter.ToJson(descriptor), skipInputValidation: true);
                else
                    JsonSerializer.Serialize(writer, item, ProtocolJson.Options);
            }

            writer.WriteEndArray();
            if (next is not null)
                writer.WriteString("next", next);
            more(writer);
            writer.WriteEndObject();
        }

        if (next is not null)
            http.Response.Headers.Link = $"<{AddressOf(http.Request, next)}>; rel=\"next\"";
        return new Representation(buffer.WrittenMemory, Answers.JsonType, StatusCodes.Status200OK);
    }

    private static string AddressOf(HttpRequest request, string cursor)
    {
        IEnumerable<KeyValuePair<string, string?>> query = request.Query
            .Where(given => given.Key != PageRequest.CursorName)
            .SelectMany(given => given.Value.Select(value => KeyValuePair.Create(given.Key, value)))
            .Append(KeyValuePair.Create(PageRequest.CursorName, (string?)cursor));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
    }
}
