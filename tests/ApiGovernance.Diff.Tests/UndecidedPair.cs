using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

/// <summary>Two contracts of which the second says twice what `GET /orders/...` is: nobody can tell which a caller means.</summary>
internal static class UndecidedPair
{
    public static ApiContract Before { get; } = Read(Text(""));

    public static ApiContract After { get; } = Read(Text("\n  /orders/{b}: {get: {parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {'204': {description: ok}}}}"));

    private static string Text(string twin) => """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /orders/{a}: {get: {parameters: [{name: a, in: path, required: true, schema: {type: string}}], responses: {'204': {description: ok}}}}TWIN
        """.Replace("TWIN", twin, StringComparison.Ordinal);
}
