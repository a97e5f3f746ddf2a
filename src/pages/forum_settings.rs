//! `/new-forum` and `/f/:slug/settings`: creating a forum, changing its settings, appointing its team.

use leptos::prelude::*;
use palabre_contract::{Field, Forum, ForumSlug, NewForum, Role, RoleGrant, Team, TeamMember};

use super::{back_to_forum, head, signed_in::signed_in};
use crate::{
    address::Address,
    api::Client,
    browser::page,
    components::{
        dynamic::each,
        form::{Control, Entry, FormValues, FormView, submit},
        loaded::{Loaded, fetching, use_reload},
    },
    i18n::{I18n, Language, use_i18n},
    state::use_navigation,
};

const ROLES: [(Role, &str); 4] = [
    (Role::Guest, "guest"),
    (Role::Member, "member"),
    (Role::Moderator, "moderator"),
    (Role::Administrator, "administrator"),
];

/// Default accent, the site's terracotta, as a value of a colour input. Not sent to the server.
const ACCENT: &str = "#a8481f";

/// `/new-forum`
pub(super) fn new_forum_page() -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let navigation = use_navigation();
    signed_in(
        i18n.site().new_forum_title,
        i18n.site().new_forum_lead,
        move |_| {
            let on_submit = submit(move |values| {
                let forum = read(&values, None);
                async move {
                    forum.validate()?;
                    let forum = client.open_forum(&forum).await?;
                    navigation.go(&Address::Forum(forum.slug, None).to_string());
                    Ok(None)
                }
            });
            let blank = NewForum {
                slug: ForumSlug(String::new()),
                name: String::new(),
                description: String::new(),
                language: i18n.language().tag().to_owned(),
                accent: None,
                readers: Role::Guest,
                writers: Role::Member,
            };
            let slug = Entry::new(
                Field::Slug,
                i18n.site().forum_slug,
                Control::Line("text", "off"),
            )
            .hint(i18n.site().forum_slug_hint);
            let mut entries = entries(i18n, &blank);
            entries.insert(1, slug);
            view! { <FormView entries button=i18n.site().new_forum_button on_submit/> }.into_any()
        },
    )
}

/// `/f/:slug/settings`
pub(super) fn settings_page(forum: Forum) -> impl IntoView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    page::use_accent(forum.accent.clone());
    let forum = settings_of(forum);
    let (slug, name) = (forum.slug.clone(), forum.name.clone());
    let fields = entries(i18n, &forum);
    let on_submit = submit(move |values| {
        let forum = read(&values, Some(&forum.slug));
        async move {
            forum.validate()?;
            client.update_forum(&forum).await?;
            Ok(Some(i18n.site().saved))
        }
    });
    let team_of = slug.clone();
    let fetch = Box::new(move || fetching(client.team(&team_of), team_list));
    view! {
        {back_to_forum(slug, name)}
        {head(i18n.site().forum_settings, "")}
        <FormView entries=fields button=i18n.site().save on_submit/>
        <section class="section">
            <h2>{i18n.site().team}</h2>
            <Loaded fetch/>
        </section>
    }
}

/// The current settings of a forum.
fn settings_of(forum: Forum) -> NewForum {
    NewForum {
        slug: forum.slug,
        name: forum.name,
        description: forum.description,
        language: forum.language,
        accent: forum.accent,
        readers: forum.readers,
        writers: forum.writers,
    }
}

fn entries(i18n: I18n, forum: &NewForum) -> Vec<Entry> {
    let languages = Language::ALL
        .into_iter()
        .map(|language| (language.tag(), language.name().to_owned()))
        .collect();
    let line = Control::Line;
    vec![
        Entry::new(Field::Name, i18n.site().forum_name, line("text", "off"))
            .value(forum.name.clone()),
        Entry::new(
            Field::Description,
            i18n.site().forum_description,
            Control::Lines(2),
        )
        .value(forum.description.clone()),
        Entry::new(Field::Language, i18n.language, Control::Choice(languages))
            .value(forum.language.clone()),
        Entry::new(
            Field::Accent,
            i18n.site().forum_accent,
            line("color", "off"),
        )
        .value(forum.accent.clone().unwrap_or_else(|| ACCENT.into()))
        .hint(i18n.site().forum_accent_hint),
        Entry::new(
            Field::Readers,
            i18n.site().forum_readers,
            roles(i18n.site().audience, 0),
        )
        .value(role_value(forum.readers)),
        Entry::new(
            Field::Writers,
            i18n.site().forum_writers,
            roles(i18n.site().audience, 0),
        )
        .value(role_value(forum.writers)),
    ]
}

/// A select of the roles, without the first `skipped` ones.
fn roles(label: fn(Role) -> &'static str, skipped: usize) -> Control {
    let roles = ROLES.into_iter().skip(skipped);
    Control::Choice(
        roles
            .map(|(role, value)| (value, label(role).to_owned()))
            .collect(),
    )
}

fn role_value(role: Role) -> &'static str {
    ROLES
        .into_iter()
        .find_map(|(known, value)| (known == role).then_some(value))
        .unwrap_or_default()
}

fn parse_role(value: &str) -> Role {
    ROLES
        .into_iter()
        .find_map(|(role, known)| (known == value).then_some(role))
        .unwrap_or_default()
}

/// The settings entered in the form. An existing forum keeps its `slug`.
fn read(values: &FormValues, slug: Option<&ForumSlug>) -> NewForum {
    let line = |field| values.get(field).trim().to_owned();
    NewForum {
        slug: slug.map_or_else(|| ForumSlug(line(Field::Slug)), Clone::clone),
        name: line(Field::Name),
        description: line(Field::Description).replace('\n', " "),
        language: line(Field::Language),
        accent: Some(line(Field::Accent)).filter(|accent| accent != ACCENT),
        readers: parse_role(&line(Field::Readers)),
        writers: parse_role(&line(Field::Writers)),
    }
}

fn team_list(team: Team) -> AnyView {
    let i18n = use_i18n();
    let client: Client = expect_context();
    let reload = use_reload();
    let slug = use_navigation().forum();
    let on_submit = submit(move |values| {
        let grant = RoleGrant {
            pseudo: values.get(Field::Pseudo).trim().to_owned(),
            role: parse_role(&values.get(Field::Role)),
        };
        let call = client.set_role(&slug, &grant);
        async move {
            call.await?;
            reload.run();
            Ok(None)
        }
    });
    let entry = move |member: TeamMember| {
        view! {
            <li class="list__entry" data-row="">
                <strong>{member.pseudo}</strong>
                <span>{(i18n.site().role_name)(member.role)}</span>
            </li>
        }
    };
    // Nobody is appointed a guest, so the first role is skipped.
    let entries = vec![
        Entry::new(
            Field::Pseudo,
            i18n.form().pseudo,
            Control::Line("text", "off"),
        ),
        Entry::new(
            Field::Role,
            i18n.form().role,
            roles(i18n.site().role_name, 1),
        ),
    ];
    view! {
        <ul class="list" role="list">{each(team.members, entry)}</ul>
        <FormView entries button=i18n.site().set_role on_submit/>
    }
    .into_any()
}
