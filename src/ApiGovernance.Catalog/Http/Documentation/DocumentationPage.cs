using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Http.OpenApi;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Http.Documentation;

/// <summary>The API's contract as one page: nothing is fetched, nothing runs.</summary>
internal static class DocumentationPage
{
    private static readonly string Style = ReadStyle();

    private static readonly Lazy<byte[]> Page = new(() => Encoding.UTF8.GetBytes(Write(ContractReader.FromBytes("openapi.json", OwnContract.Json).Contract
        ?? throw new InvalidOperationException("The API's own contract cannot be read."))));

    public static ReadOnlyMemory<byte> Html => Page.Value;

    /// <summary>Only this very style sheet counts.</summary>
    public static string SecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Write(ApiContract contract)
    {
        Html html = new();
        html.Raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\"><title>").Text(contract.Title).Raw("</title><style>").Raw(Style).Raw("</style></head><body>")
            .Raw("<a class=\"skip\" href=\"#content\">Skip to the operations</a>")
            .Raw("<header><h1>").Text(contract.Title).Raw(" <small>").Text(contract.Version).Raw("</small></h1>")
            .Paragraph(contract.Info?.Description)
            .Raw("<p>This document as <a href=\"openapi.json\">JSON</a> or <a href=\"openapi.yaml\">YAML</a>.</p></header>");
        Navigation(html, contract);
        html.Raw("<main id=\"content\">");
        foreach (ApiTag tag in contract.Tags)
        {
            html.Raw($"<section id=\"{Anchor("tag", tag.Name)}\"><h2>").Text(tag.Name).Raw("</h2>").Paragraph(tag.Description);
            foreach (ApiOperation operation in Of(contract, tag))
                OperationHtml.Write(html, operation);
            html.Raw("</section>");
        }

        html.Raw("<section id=\"schemas\"><h2>Schemas</h2>");
        foreach ((string name, SchemaReference schema) in contract.Schemas.OrderBy(schema => schema.Key, StringComparer.Ordinal))
        {
            html.Raw($"<article id=\"{Anchor("schema", name)}\"><h3>").Text(name).Raw("</h3>");
            SchemaHtml.Write(html, schema.Node);
            html.Raw("</article>");
        }

        return html.Raw("</section></main></body></html>").ToString();
    }

    private static void Navigation(Html html, ApiContract contract)
    {
        html.Raw("<nav aria-label=\"Operations\"><details open><summary>Operations</summary>");
        foreach (ApiTag tag in contract.Tags)
        {
            html.Raw($"<h2><a href=\"#{Anchor("tag", tag.Name)}\">").Text(tag.Name).Raw("</a></h2><ul>");
            foreach (ApiOperation operation in Of(contract, tag))
                html.Raw($"<li><a href=\"#{Anchor("operation", operation.OperationId!)}\">").Text(operation.Summary).Raw("</a></li>");
            html.Raw("</ul>");
        }

        html.Raw("<h2><a href=\"#schemas\">Schemas</a></h2></details></nav>");
    }

    private static IEnumerable<ApiOperation> Of(ApiContract contract, ApiTag tag) => contract.Operations.Where(operation => operation.Tags.Contains(tag.Name));

    public static string Anchor(string kind, string name) => $"{kind}-{Uri.EscapeDataString(name)}";

    private static string ReadStyle()
    {
        using Stream stream = typeof(DocumentationPage).Assembly.GetManifestResourceStream("documentation/page.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
