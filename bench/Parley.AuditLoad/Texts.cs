namespace Parley.AuditLoad;

/// <summary>What people and pages say: mostly the same again, often with a name or a number in it.</summary>
internal static class Texts
{
    /// <summary>What people write.</summary>
    public static readonly string[] Asked =
    [
        "hi", "hello!", "Where is my order?", "Do you ship to Canada?", "thanks a lot", "yes please", "no", "ok",
        "What are your opening hours on Sunday?", "I would like to change the delivery address of my last order",
        "My parcel arrived but one of the two lamps is broken. What can I do now?", "Is the blue one in size 42 back?",
        "¿A qué hora abren mañana?", "Bonjour, je voudrais un rendez-vous jeudi", "お店は何時までですか", "obrigada 😊",
        "Can somebody call me back about the invoice?", "how much is it?", "wrong size, can I send it back",
        "Still waiting. You said Tuesday.",
    ];

    /// <summary>What a bot or an agent answers, word by word the same each time.</summary>
    public static readonly string[] Answered =
    [
        "Hi! How can we help you today?", "We are open from 9 to 18 o'clock, Monday to Saturday.",
        "Thank you, an agent will be with you in a moment.", "You are welcome. Have a nice day!",
        "Please tell us your order number, it stands in the confirmation mail.",
        "This is an automated assistant. Write 'agent' to talk to a human.",
        "We are sorry to hear that. Could you send us a photo of the broken part?",
        "Get 20% off everything this weekend with code SUMMER20!", "Mañana abrimos a las nueve.",
        "Merci, votre rendez-vous est confirmé.", "営業時間は9時から18時までです。",
        "Yes, we ship to Canada. It takes five to seven days.",
    ];

    /// <summary>The beginnings of answers that go on with a number of their own.</summary>
    public static readonly string[] AnsweredOnce =
    [
        "Your order has left our warehouse and arrives on Thursday. Order number ",
        "We refunded the broken lamp to your card. Reference ", "Your appointment is booked. Booking code ",
        "Thank you! We opened a case for you, its number is ", "Your parcel is on its way, tracking number ",
    ];
}
