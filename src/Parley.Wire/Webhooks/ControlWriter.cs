using System.Globalization;
using System.Text.Json;
using Parley.Policy;

namespace Parley.Wire.Webhooks;

/// <summary>Writes what apps are told of control over threads.</summary>
/// <remarks>
/// Source: developers.facebook.com, Messenger Platform webhook event "messaging_handovers". The app that asks stands
/// as a number, as clients compare it; the other two as text. Who had an idle thread is null.
/// </remarks>
internal static class ControlWriter
{
    public static void Write(Utf8JsonWriter json, WebhookEvent.ThreadControl control)
    {
        json.WriteStartObject(control.Act switch
        {
            ControlAct.Pass => "pass_thread_control"u8,
            ControlAct.Take => "take_thread_control"u8,
            _ => "request_thread_control"u8,
        });
        if (control.Act is ControlAct.Request)
        {
            json.WriteNumber("requested_owner_app_id"u8, control.App);
        }
        else
        {
            if (control.Previous is { } previous) WebhookWriter.WriteId(json, "previous_owner_app_id"u8, previous);
            else json.WriteNull("previous_owner_app_id"u8);
            WebhookWriter.WriteId(json, "new_owner_app_id"u8, control.App);
        }

        if (control.Metadata is not null) json.WriteString("metadata"u8, control.Metadata);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, WebhookEvent.AppRole role)
    {
        json.WriteStartObject("app_roles"u8);
        json.WriteStartArray(role.App.ToString(CultureInfo.InvariantCulture));
        if (role.Role is not null) json.WriteStringValue(role.Role);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
