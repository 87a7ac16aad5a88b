using System.Buffers;
using Parley.Policy;

namespace Parley.Wire.Tests;

public sealed class SendReplyTests
{
    [Fact]
    public void Answers_are_the_platforms_to_the_byte()
    {
        var message = new ArrayBufferWriter<byte>();
        SendReply.Message(message, new Psid(200000000000002), "m_AbC-_");
        Golden.Check("reply-message.json", message.WrittenSpan);

        var action = new ArrayBufferWriter<byte>();
        SendReply.Action(action, new Psid(200000000000002));
        Golden.Check("reply-action.json", action.WrittenSpan);
    }
}
