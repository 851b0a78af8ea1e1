using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol;

namespace ApiGovernance.Catalog.Http.Documentation;

/// <summary>One operation: what it takes and what it gives.</summary>
internal static class OperationHtml
{
    private static readonly JsonSerializerOptions Indented = new(ProtocolJson.Options) { WriteIndented = true };

    public static void Write(Html html, ApiOperation operation)
    {
        string method = operation.Method.ToLowerInvariant();
        html.Raw($"<article id=\"{DocumentationPage.Anchor("operation", operation.OperationId!)}\"><h3>").Text(operation.Summary).Raw("</h3>")
            .Raw($"<p class=\"address\"><span class=\"method {method}\">").Text(operation.Method).Raw("</span> ").Code(operation.Path).Raw("</p>")
            .Paragraph(operation.Description);
        Parameters(html, operation.Parameters);
        if (operation.RequestBody is { } body)
        {
            html.Raw("<h4>Body").Raw(body.Required ? "" : " <small>optional</small>").Raw("</h4>").Paragraph(body.Description);
            Content(html, body.Content);
        }

        html.Raw("<h4>Answers</h4><dl class=\"answers\">");
        foreach (ApiResponse response in operation.Responses)
        {
            html.Raw("<dt>").Text(response.Status).Raw("</dt><dd>").Prose(response.Description);
            if (response.Headers.Count > 0)
                html.Raw(" <small>").Text(string.Join(", ", response.Headers.Select(header => header.Name))).Raw("</small>");
            // Every problem has one form, which is told once among the schemas.
            if (response.Content.Any(content => content.Name != "application/problem+json"))
                Content(html, response.Content);
            html.Raw("</dd>");
        }

        html.Raw("</dl></article>");
    }

    private static void Parameters(Html html, IReadOnlyList<ApiParameter> parameters)
    {
        if (parameters.Count == 0)
            return;
        html.Raw("<h4>Parameters</h4><ul class=\"fields\">");
        foreach (ApiParameter parameter in parameters)
        {
            html.Raw("<li>").Code(parameter.Name).Raw(" <small>").Text(parameter.In.ToString().ToLowerInvariant()).Raw(parameter.Required ? ", required" : "").Raw("</small> ");
            if (parameter.Schema is { } schema)
                SchemaHtml.Inline(html, schema.Node);
            html.Raw("<br>").Prose(parameter.Description).Raw("</li>");
        }

        html.Raw("</ul>");
    }

    private static void Content(Html html, IReadOnlyList<ApiMediaType> content)
    {
        foreach (IGrouping<string, ApiMediaType> same in content.GroupBy(media => media.Schema?.Pointer ?? media.Name))
        {
            html.Raw("<div class=\"content\"><p>").Raw(string.Join(" or ", same.Select(media => new Html().Code(media.Name).ToString()))).Raw("</p>");
            if (same.First().Schema is { } schema)
                SchemaHtml.Of(html, schema);
            foreach (ApiExample example in same.SelectMany(media => media.Examples))
            {
                if (example.Value is { } value)
                    html.Raw("<pre tabindex=\"0\">").Text(JsonNode.Parse(value.ToJson())?.ToJsonString(Indented)).Raw("</pre>");
            }

            html.Raw("</div>");
        }
    }
}
