"""The first templates in English: informal and formal."""

ENGLISH: tuple[tuple[str, str, str, str], ...] = (
    (
        "keep-in-touch",
        "Keep in touch",
        """
It has been a while. What takes most of your time these days, and is there something {community}
can help you with? A few words will do; then I will see who or what I have for you.
""",
        """
It has been some time since we were in touch. What are you working on at the moment, and is there
something {community} could help you with? A few words are enough; I will then see whom or what I
can offer you.
""",
    ),
    (
        "keep-in-touch",
        "Where we left off",
        """
Last time it was about {last_topic}. How is that going? If you are stuck somewhere, I will find
somebody in {community} who has solved it before.
""",
        """
When we were last in touch it was about {last_topic}. How does that stand now? Should you be stuck
somewhere, I will look for somebody in {community} who has solved it before.
""",
    ),
    (
        "notify",
        "Point to something",
        """
There is something in {community} that may be of use to you: {content_title}
{content_link}

Is it any help? Yes or no will do. Then I know what to point you to next time.
""",
        """
There is something in {community} that may be of use to you: {content_title}
{content_link}

Is this of help to you? Yes or no is enough. I will then know what to point you to in future.
""",
    ),
    (
        "inspire",
        "Inspire",
        """
I came across this and thought of you: {content_title}
{content_link}

Do you know this from your own work, or do things go differently with you? I would like to hear the
one thing that you would do differently.
""",
        """
I came across this and it made me think of you: {content_title}
{content_link}

Do you recognise it from your own work, or do you go about it differently? I would be interested to
hear the one thing that you would change.
""",
    ),
    (
        "help",
        "Help contribute",
        """
You know things that others in {community} can use. There is no need to write: tell me in a few
lines what you solved lately. I will make a post of it, and you read it before it goes up.

Shall I send you three short questions to begin with?
""",
        """
You know things that would help others in {community}. There is no need to write an article: tell
me in a few lines what you have solved recently. I will make a post of it, and you read it before
it is placed.

Shall I send you three short questions to begin with?
""",
    ),
    (
        "welcome",
        "Welcome",
        """
Welcome to {community}. Good to have you here.

What do you hope to find: an answer, an example, or somebody who does the same work as you? Once I
know, I will show you what there is and put you in touch with somebody who knows more about it.
""",
        """
Welcome to {community}. It is good to have you here.

What do you hope to find: an answer, an example, or somebody who does the same work as you? Once I
know, I can show you what there is and put you in touch with somebody who knows more about it.
""",
    ),
    (
        "welcome",
        "Welcome, and what it is about",
        """
Welcome to {community}. Good to have you here. So that you know what it is about:

{boundaries}

What question do you bring along? I will find somebody who can say something about it.
""",
        """
Welcome to {community}. It is good to have you here. So that you know what it is about:

{boundaries}

Which question do you bring with you? I will look for somebody who can say something about it.
""",
    ),
    (
        "thank",
        "Thank",
        """
Thank you for what you shared with {community}. Somebody else does not have to go looking for it
now, and that is what we do this for.

There is nothing you need to do. If you run into something yourself, let me know and I will help
you look.
""",
        """
Thank you for what you have shared with {community}. Somebody else no longer has to go looking for
it, and that is what we do this for.

There is nothing you need to do. Should you run into something yourself, please let me know and I
will help you look.
""",
    ),
    (
        "introduce",
        "Introduce to somebody",
        """
I think {other_name} and you can help each other along. Shall I introduce you? I would write a
short message to both of you, and from there you agree between you how and when.

One word will do: yes, or rather not.
""",
        """
I believe that {other_name} and you could help each other along. Shall I introduce you? I would
write a short message to both of you, after which you can agree how and when to talk.

One word is enough: yes, or rather not.
""",
    ),
    (
        "ask",
        "Ask",
        """
I want {community} to be about what people run into in their work, and you know that better than I
do. What question is on your mind just now? One line will do. I will find somebody who has done it
before, and tell you what comes of it.

If this is a bad moment, that is fine too.
""",
        """
I want {community} to be about what people come across in their work, and you know that better than
I do. Which question is on your mind at present? One line is enough. I will look for somebody who
has done it before, and let you know what comes of it.

If this is not a good moment, that is fine too.
""",
    ),
    (
        "ask",
        "An open question",
        """
A question is open in {community} that you know something about: {content_title}
{content_link}

How did you go about it? A few lines are an answer already. If you know somebody who knows more, I
would like to hear that too.
""",
        """
A question is open in {community} that you know something about: {content_title}
{content_link}

How did you approach it? A few lines are an answer already. If you know somebody who knows more, I
would be glad to hear that too.
""",
    ),
    (
        "ask",
        "An open question, without a link",
        """
A question is open that you know something about: {content_title}

How did you go about it? A few lines are an answer already, and I will add them there. If you know
somebody who knows more, I would like to hear that too.
""",
        """
A question is open that you know something about: {content_title}

How did you approach it? A few lines are an answer already, and I will add them there. If you know
somebody who knows more, I would be glad to hear that too.
""",
    ),
    (
        "invite",
        "Invite",
        """
This may be worth coming to: {content_title}
{content_link}

You will meet people who work on the same things. Will you join us? Yes, no or maybe will do. If
there is something you want to have discussed, I will bring it in.
""",
        """
I would like to invite you to this: {content_title}
{content_link}

You will meet people who work on the same things. Would you like to join us? Yes, no or perhaps is
enough. If there is something you wish to have discussed, I will bring it in.
""",
    ),
    (
        "follow-up",
        "Follow up",
        """
I wrote to you a while ago on behalf of {community} and come back to it once more. If it does not
suit you now, that is fine: just say when would be better, or that you would rather leave it.

Is there something I can do to make it less work for you?
""",
        """
I wrote to you some time ago on behalf of {community} and come back to it once more. If it does not
suit you at present, that is fine: please say when would be better, or that you would rather leave
it.

Is there something I can do to make it less work for you?
""",
    ),
    (
        "follow-up",
        "Back to a promise",
        """
You promised: {promise}. How is it going? Half a story is enough to begin with; I will help you
with the rest.

If nothing came of it, just say so. Then we will agree on something else.
""",
        """
You promised: {promise}. How is it coming along? Half a story is enough to begin with; I will help
you with the rest.

If nothing has come of it, please say so. We will then agree on something else.
""",
    ),
)
