using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>
/// Webhooks and callbacks travel the other way: the API sends, and the caller answers. So what is sent must not become wider, and what is
/// taken as an answer must not become narrower.
/// </summary>
internal static class CallbackChanges
{
    private const string KeepSending = "Keep sending it.";
    private const string KeepTaking = "Keep taking the answers of before.";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Informs("webhook-added", ChangeDirection.None, "a webhook is new"),
        Define.Breaks("webhook-removed", ChangeDirection.None, "a webhook is gone; receivers wait in vain", KeepSending),
        Define.Informs("callback-added", ChangeDirection.None, "a callback is new"),
        Define.Informs("callback-renamed", ChangeDirection.None, "a callback has another name in the document; what is sent is the same") with { IsForReaders = true },
        Define.Breaks("callback-removed", ChangeDirection.None, "a callback is gone; receivers wait in vain, or (a callback in a callback) call in vain", KeepSending),
        Define.Breaks("callback-url-changed", ChangeDirection.None, "a callback is sent to another address", "Keep sending it to the address of before."),
        Define.Informs("webhook-body-added", ChangeDirection.Response, "a webhook or callback has a body now"),
        Define.Breaks("webhook-body-removed", ChangeDirection.Response, "a webhook or callback has no body any more", KeepSending),
        Define.Breaks("webhook-body-became-optional", ChangeDirection.Response, "a webhook or callback that always had a body may come without", KeepSending),
        Define.Informs("webhook-body-became-required", ChangeDirection.Response, "a webhook or callback always has a body now"),
        Define.Breaks("webhook-media-type-added", ChangeDirection.Response, "a webhook or callback may come in a media type that its receivers do not know", "Keep to the media types of before."),
        Define.Informs("webhook-media-type-removed", ChangeDirection.Response, "a webhook or callback does not come in a media type any more"),
        Define.Informs("webhook-parameter-added", ChangeDirection.Response, "a webhook or callback has a new parameter"),
        Define.Breaks("webhook-required-parameter-removed", ChangeDirection.Response, "a parameter of a webhook or callback is gone that was always there", KeepSending),
        Define.Warns("webhook-optional-parameter-removed", ChangeDirection.Response, "a parameter of a webhook or callback is gone that was there sometimes", KeepSending),
        Define.Breaks("webhook-parameter-became-optional", ChangeDirection.Response, "a parameter of a webhook or callback that was always there may be missing", KeepSending),
        Define.Informs("webhook-parameter-became-required", ChangeDirection.Response, "a parameter of a webhook or callback is always there now"),
        Define.Breaks("webhook-parameter-serialization-changed", ChangeDirection.Response, "a parameter of a webhook or callback is spelled in another way", "Keep the old spelling."),
        Define.Warns("webhook-security-changed", ChangeDirection.Response, "a webhook or callback authenticates itself in another way", "Keep the way of before."),
        Define.Breaks("webhook-response-status-removed", ChangeDirection.Request, "a status with which receivers could answer a webhook or callback is no longer taken", KeepTaking),
        Define.Informs("webhook-response-status-added", ChangeDirection.Request, "receivers may answer a webhook or callback with another status"),
        Define.Breaks("webhook-response-body-added", ChangeDirection.Request, "receivers must answer a webhook or callback with a body, which they needed not", KeepTaking),
        Define.Informs("webhook-response-body-removed", ChangeDirection.Request, "a body in the answer to a webhook or callback is not looked at any more"),
        Define.Breaks("webhook-response-header-required", ChangeDirection.Request, "receivers must answer a webhook or callback with a header that they needed not send", KeepTaking),
        Define.Informs("webhook-response-header-removed", ChangeDirection.Request, "a header in the answer to a webhook or callback is not looked at any more"),
    ];
}
