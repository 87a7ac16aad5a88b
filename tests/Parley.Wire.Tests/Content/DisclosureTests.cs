using System.Collections.Immutable;
using Parley.Wire.Content;

namespace Parley.Wire.Tests.Content;

/// <summary>The platform's own samples of telling people that they talk to a machine, and ours.</summary>
public sealed class DisclosureTests
{
    [Theory]
    [InlineData("I'm the Northwind Coffee bot")]
    [InlineData("You are interacting with an automated experience")]
    [InlineData("You are talking to a bot")]
    [InlineData("I am an automated chatbot")]
    [InlineData("これはさくら堂のボットです")]
    [InlineData("ご利用になっているのは自動サービスです")]
    [InlineData("チャットの相手はボットです")]
    [InlineData("これは自動チャットボットです")]
    [InlineData("Ich bin der Bot von Möbel Lenz")]
    [InlineData("Sie schreiben mit einem automatischen Dienst")]
    [InlineData("Soy el bot de Café Luna")]
    [InlineData("Estás hablando con un bot")]
    [InlineData("Je suis le bot de Maison Lune")]
    [InlineData("Vous parlez à un bot")]
    [InlineData("Sou o bot de Loja Azul")]
    [InlineData("Você está falando com um bot")]
    [InlineData("Saya bot Toko Maju")]
    [InlineData("Mình là chatbot của Shop Hoa Mai")]
    [InlineData("ดิฉันคือแชทบอทของร้านบ้านสวน")]
    [InlineData("أنا روبوت المحادثة الخاص بالمتجر")]
    [InlineData("Ben Çiçek Dünyası'nın botuyum")]
    [InlineData("Sono il bot di Pasticceria Rosa")]
    public void A_machine_that_says_so_discloses(string text) =>
        Assert.Contains(Review(text), finding => finding.Rule == ContentRules.Discloses);

    [Theory]
    [InlineData("Hi, this is Anna from support. How can I help?")]
    [InlineData("Don't worry, I'm a real person and not a bot.")]
    [InlineData("Our winter boots are back, the bottom sole is new.")]
    [InlineData("Kış botu siparişiniz kargoya verildi.")]
    [InlineData("ロボット掃除機を発送いたしました。")]
    public void A_person_or_a_thing_does_not(string text) =>
        Assert.DoesNotContain(Review(text), finding => finding.Rule == ContentRules.Discloses);

    private static ImmutableArray<ContentFinding> Review(string text) =>
        new BuiltInReview().Review(Messages.OfText(text), default);
}
