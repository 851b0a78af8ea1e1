using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>Which response stands for a status: its own, that of its range, `default`.</summary>
internal static class StatusMatching
{
    public static ApiResponse? Exact(IReadOnlyList<ApiResponse> responses, string status) => responses.FirstOrDefault(response => response.Status == status);

    public static ApiResponse? Range(IReadOnlyList<ApiResponse> responses, string status) =>
        status == "default" ? null : Exact(responses, $"{status[0]}XX");

    public static ApiResponse? Default(IReadOnlyList<ApiResponse> responses) => Exact(responses, "default");

    public static bool IsSuccess(string status) => status.StartsWith('2');
}
