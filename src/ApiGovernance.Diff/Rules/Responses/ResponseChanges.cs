using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Responses;

/// <summary>What a caller gets, apart from its schemas.</summary>
internal static class ResponseChanges
{
    private const string KeepSending = "Keep sending it.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Breaks("response-success-status-removed", ChangeDirection.Response, "a success status is no longer given", "Keep answering with it."),
        Define.Informs("response-success-status-added", ChangeDirection.Response, "a success status is new"),
        Define.Informs("response-success-status-range-narrowed", ChangeDirection.Response, "a range of success statuses is gone or stands for fewer of them; another success is still given"),
        Define.Informs("response-non-success-status-removed", ChangeDirection.Response, "an error status is no longer given"),
        Define.Informs("response-non-success-status-added", ChangeDirection.Response, "an error status is new"),
        Define.Breaks("response-media-type-removed", ChangeDirection.Response, "a media type of the answer is no longer given", "Keep offering it."),
        Define.Informs("response-media-type-added", ChangeDirection.Response, "a media type of the answer is new"),
        Define.Informs("response-media-type-name-changed", ChangeDirection.Response, "a media type of the answer has other parameters that do not change how it is read (charset)"),
        Define.Breaks("response-media-type-name-generalized", ChangeDirection.Response, "the answer may be of any media type of a range, no longer only of the one that was named", "Keep naming the media type."),
        Define.Informs("response-media-type-name-specialized", ChangeDirection.Response, "a media type is named where the answer could be of any of a range"),
        Define.Informs("response-body-media-type-schema-added", ChangeDirection.Response, "an answer that was not described has a schema now"),
        Define.Informs("response-body-media-type-schema-removed", ChangeDirection.Response, "an answer is no longer described; what it may be now is reported by itself"),
        Define.Breaks("required-response-header-removed", ChangeDirection.Response, "a response header is gone that was always there", KeepSending),
        Define.Warns("optional-response-header-removed", ChangeDirection.Response, "a response header is gone that was there sometimes", KeepSending),
        Define.Informs("response-header-added", ChangeDirection.Response, "a response header is new"),
        Define.Breaks("response-header-became-optional", ChangeDirection.Response, "a response header that was always there may be missing", KeepSending),
        Define.Informs("response-header-became-required", ChangeDirection.Response, "a response header is always there now"),
        Define.Informs("response-header-deprecated", ChangeDirection.Response, "a response header is newly marked deprecated"),
        Define.Informs("response-header-reactivated", ChangeDirection.Response, "a response header is no longer marked deprecated"),
        Define.Breaks("response-header-serialization-changed", ChangeDirection.Response, "a response header is spelled in another way (explode or media type)", "Keep the old spelling."),
    ];
}
