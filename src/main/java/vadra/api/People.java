package vadra.api;

import vadra.channels.DirectPulse;
import vadra.circles.Circles;
import vadra.contacts.Contacts;
import vadra.direct.Direct;
import vadra.keys.Keys;
import vadra.kindred.Kindred;
import vadra.leaving.Leaving;
import vadra.moving.Own;
import vadra.notifications.Notifications;
import vadra.profiles.Profiles;

/** What is between people, and what is a member's own; every part is safe for use by any thread. */
public record People(
        Profiles profiles,
        Contacts contacts,
        Leaving leaving,
        Circles circles,
        Kindred kindred,
        Direct direct,
        DirectPulse directPulse,
        Notifications notifications,
        Own own,
        Keys keys,
        Attended attended) {}
